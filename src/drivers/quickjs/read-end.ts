import type { ProgramEnd, ProgramError } from "../../kernel/sandbox.ts";
import { nowhere } from "./realm.ts";

type End =
  | { readonly ok: true; readonly value: unknown; readonly event: unknown }
  | { readonly ok: false; readonly thrown: ProgramError };

/**
 * What the prelude's function resolved with: `{ value, event }` or `{ thrown }`. A script that spoils
 * what the prelude is made of may have put anything there, so nothing is taken for what it should be.
 */
export function readEnd(text: string): Pick<ProgramEnd, "ok"> & End {
  const said = read(text);
  if (typeof said !== "object" || said === null) return { ok: false, thrown: unreadable };
  if ("thrown" in said) return { ok: false, thrown: errorOf(said.thrown) };
  const { value = null, event = null } = said as { value?: unknown; event?: unknown };
  return { ok: true, value, event };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no JSON is no answer, which is said by the caller
  }
}

function errorOf(said: unknown): ProgramError {
  const { kind, message, code, line, column, problems } = Object(said) as Record<string, unknown>;
  return {
    kind: kind === "refused" || kind === "memory" ? kind : "thrown",
    message: typeof message === "string" ? message : unreadable.message,
    code: codes.find((each) => each === code) ?? "",
    line: Number.isSafeInteger(line) ? Number(line) : 0,
    column: Number.isSafeInteger(column) ? Number(column) : 0,
    problems: Object.fromEntries(
      Object.entries(Object(problems) as object).map(([field, each]) => [field, String(each)]),
    ),
  };
}

const codes = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "notFound",
  "conflict",
  "tooLarge",
  "rateLimited",
  "unavailable",
] as const;

const unreadable: ProgramError = {
  ...nowhere,
  kind: "thrown",
  message: "The script ended with something that JSON cannot say.",
};
