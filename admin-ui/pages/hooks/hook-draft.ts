import type { Hook, HookEvent } from "../scripts/script.ts";
import { blankDraft, draftOf, type Draft } from "../scripts/editor/use-script-draft.ts";
import { hooksText } from "./strings.ts";

export interface HookDraft extends Draft {
  readonly collection: string;
  readonly event: HookEvent;
  readonly order: number;
}

export function hookDraftOf(hook: Draft & Pick<Hook, "collection" | "event" | "order">): HookDraft {
  const { collection, event, order } = hook;
  return { ...draftOf(hook), collection, event, order };
}

export function blankHook(collection: string, event: string | undefined): HookDraft {
  return { ...blankDraft, collection, event: readEvent(event) ?? "beforeCreate", order: 0 };
}

/** In the order of the choice. */
export const hookEvents = Object.keys(hooksText.events) as HookEvent[];

function readEvent(text: string | undefined): HookEvent | undefined {
  return hookEvents.find((each) => each === text);
}
