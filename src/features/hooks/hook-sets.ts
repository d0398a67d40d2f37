import type { ScriptSet } from "../scripts/live-scripts.ts";
import type { HookEvent, HookScript } from "../scripts/script.ts";

/** Which hooks hear of what, worked out once for each set of scripts. */
export class HookSets {
  readonly #known = new WeakMap<ScriptSet, Map<string, readonly HookScript[]>>();

  /** Of a collection, in the order they run in. */
  of(
    scripts: ScriptSet,
    collection: { readonly id: string; readonly system: boolean },
    events: readonly HookEvent[],
  ): readonly HookScript[] {
    if (scripts.hooks.length === 0 || collection.system) return none;
    let known = this.#known.get(scripts);
    if (!known) this.#known.set(scripts, (known = new Map()));
    const key = `${collection.id} ${events.join()}`;
    let found = known.get(key);
    if (!found) {
      found = scripts.hooks
        .filter((hook) => hook.enabled && events.includes(hook.event))
        .filter((hook) => hook.collection === "*" || hook.collection === collection.id)
        .toSorted((a, b) => a.order - b.order);
      known.set(key, found);
    }
    return found;
  }
}

const none: readonly HookScript[] = [];
