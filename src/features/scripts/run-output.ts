import { Type, type Static } from "@sinclair/typebox";
import type { ScriptRun } from "./run-book.ts";

/** What lists say of a run: how it ended, and how much it logged. */
const summary = {
  id: Type.String(),
  at: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  script: Type.String({ description: "The script's id." }),
  cause: Type.String({ description: "An event, a request, schedule or manual." }),
  actor: Type.String(),
  outcome: Type.String({
    description: "ok, refused, thrown, time, memory, size, stuck, syntax, broken.",
  }),
  message: Type.String(),
  firstLine: Type.String({ description: "Of what it logged, up to 200 characters." }),
  lines: Type.Integer({ description: "How many lines it logged." }),
  durationMs: Type.Number(),
  times: Type.Integer({ description: "Runs like this in a row, kept as one." }),
};
const log = Type.Array(Type.Object({ level: Type.String(), text: Type.String() }));

export const wholeRun = Type.Object({ ...summary, log });
export const listedRun = Type.Object({ ...summary, log: Type.Optional(log) });

/** As stored. */
export type RunRow = Record<keyof ScriptRun, string> & { durationMs: number; times: number };

export function presentRun({ log: stored, ...row }: RunRow): Static<typeof wholeRun> {
  const lines = JSON.parse(stored) as { level: string; text: string }[];
  const firstLine = (lines[0]?.text ?? "").slice(0, 200);
  return { ...row, firstLine, lines: lines.length, log: lines };
}

export function summarizeRun(row: RunRow): Static<typeof listedRun> {
  const { log: _, ...rest } = presentRun(row);
  return rest;
}
