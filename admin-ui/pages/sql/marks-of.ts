import type { Mark } from "../../parts/code-editor-props.ts";
import type { RunState } from "./use-run.ts";

/** Where the last statement was refused, as long as it stands there unchanged. */
export function marksOf(state: RunState, text: string): readonly Mark[] {
  if (state.kind !== "failed") return [];
  const { asked, error } = state;
  const { position } = error.answer;
  if (typeof position !== "number") return [];
  if (text.slice(asked.from, asked.from + asked.text.length) !== asked.text) return [];
  const end = asked.from + asked.text.length;
  // What is missing at the end is marked on what stands before it.
  const from = Math.min(asked.from + position - 1, end - 1);
  const word = /^"[^"]*"|^[\p{L}\p{N}_.]+|^\S/u.exec(text.slice(from))?.[0] ?? " ";
  return [{ from, to: from + word.length, message: error.message, severity: "error" }];
}
