import type { Context } from "../../kernel/context.ts";
import type { PresentedRecord } from "../records/presentation.ts";
import { findScript } from "../scripts/save-script.ts";
import type { HookScript } from "../scripts/script.ts";
import type { ScriptCraft } from "../scripts/script-craft.ts";
import { draftHook, type GivenHook } from "./hook-input.ts";
import { recordChanges } from "./record-changes.ts";
import { sampleHookEvent, type Sample } from "./sample-hook-event.ts";

export const hookCraft: ScriptCraft = {
  async draft(context: Context, nameOrId, given: GivenHook) {
    const { catalogs, scripts } = context.services;
    const { hooks } = await scripts.current();
    const before = nameOrId === null ? null : findScript(hooks, nameOrId, "hook");
    return draftHook(context, await catalogs.current(), given, before);
  },

  async sample(context, hook, sample: Sample) {
    const catalog = await context.services.catalogs.current();
    return sampleHookEvent(context, catalog, hook as HookScript, sample);
  },

  async effect({ services }, script, told, { event }) {
    const hook = script as HookScript;
    const { collection: at, record } = told as SampledEvent;
    const collection = (await services.catalogs.current()).find(at.id);
    if (!collection || !changesRecord.has(hook.event)) return {};
    const changed = Object.entries(recordChanges(hook, collection, record, event));
    return {
      changes: Object.fromEntries(
        changed.map(([name, value]) => [name, { from: record[name] ?? null, to: value }]),
      ),
    };
  },
};

interface SampledEvent {
  readonly collection: { readonly id: string };
  readonly record: PresentedRecord;
}

/** Elsewhere nobody looks at what became of the event's record. */
const changesRecord: ReadonlySet<HookScript["event"]> = new Set([
  "beforeCreate",
  "beforeUpdate",
  "beforeSignUp",
]);
