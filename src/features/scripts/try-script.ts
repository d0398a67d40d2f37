import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { describe } from "./script-runner.ts";
import { contextOf, type Script } from "./script.ts";
import { scriptHost, type Unsent } from "./script-host.ts";
import { directRecords } from "./script-records.ts";
import { StagedRecords } from "./staged-records.ts";

export const trialOutput = Type.Object(
  {
    ok: Type.Boolean(),
    outcome: Type.String({
      description: "ok, refused, thrown, syntax, time, memory, size, stuck.",
    }),
    message: Type.Optional(Type.String({ description: "Why not ok, with the line." })),
    value: Type.Optional(Type.Unknown({ description: "What it returned." })),
    record: Type.Optional(Type.Unknown({ description: "A hook's record as it left it." })),
    log: Type.Array(Type.Object({ level: Type.String(), text: Type.String() })),
    writes: Type.Optional(
      Type.Array(Type.Object({}, { additionalProperties: Type.Unknown() }), {
        description: "Records it would have written.",
      }),
    ),
    mails: Type.Optional(Type.Array(Type.Unknown(), { description: "Mails it would have sent." })),
    requests: Type.Optional(
      Type.Array(Type.Unknown(), {
        description: "Requests it would have sent; GET and HEAD were.",
      }),
    ),
    durationMs: Type.Number(),
  },
  { description: "A run on sample data of which nothing was kept." },
);

/**
 * Runs a script and keeps nothing of it: what it writes is undone, mails stay here, and requests that
 * may change something elsewhere are not made.
 */
export async function tryScript(
  context: Context,
  script: Script,
  event: unknown,
): Promise<Static<typeof trialOutput>> {
  const { scriptRunner } = context.services;
  const inside = contextOf(context, script);
  const tried = { ...script, timeoutMs: Math.min(script.timeoutMs, longestTrialMs) };
  const unsent: Unsent = { mails: [], requests: [] };
  const staged = context.inTurn ? null : new StagedRecords(inside, [], mostTrialWrites);
  const records = staged ?? directRecords(inside);
  try {
    const host = scriptHost(inside, tried, records, unsent);
    const end = await scriptRunner.try(inside, tried, { lane: "trial", event, host });
    const record = end.ok ? (end.event as { record?: unknown } | null)?.record : undefined;
    const { mails, requests } = unsent;
    return {
      ok: end.ok,
      outcome: end.ok ? "ok" : end.thrown.kind,
      ...(!end.ok && { message: describe(end.thrown) }),
      ...(end.ok && end.value !== null && { value: end.value }),
      ...(record !== undefined && { record }),
      log: end.log.map((line) => ({ ...line })),
      ...(records.writes.length > 0 && { writes: records.writes.map((each) => ({ ...each })) }),
      ...(mails.length > 0 && { mails }),
      ...(requests.length > 0 && { requests }),
      durationMs: end.durationMs,
    };
  } finally {
    for (const each of staged?.sideWrites ?? []) await each.discard();
  }
}

/** Somebody waits for it. */
const longestTrialMs = 3_000;
/** Each is tried again with every further one. */
const mostTrialWrites = 100;
