import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { ProgramError } from "../../kernel/sandbox.ts";
import type { Left } from "./script-craft.ts";
import { describe } from "./script-runner.ts";
import { contextOf, type Script } from "./script.ts";
import { scriptHost, type Unsent } from "./script-host.ts";
import { directRecords } from "./script-records.ts";
import { StagedRecords } from "./staged-records.ts";

export const trialOutput = Type.Object(
  {
    ok: Type.Boolean(),
    outcome: Type.String({
      description:
        "ok, refused, thrown, syntax, time, memory, size, stuck; or untried after a save.",
    }),
    message: Type.Optional(Type.String({ description: "Why not ok, with the line." })),
    value: Type.Optional(Type.Unknown({ description: "What it returned." })),
    line: Type.Optional(Type.Integer({ description: "Where it broke off, from 1." })),
    column: Type.Optional(Type.Integer()),
    problems: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: "What a refusal says of fields." }),
    ),
    record: Type.Optional(Type.Unknown({ description: "A hook's record as it left it." })),
    changes: Type.Optional(
      Type.Record(Type.String(), Type.Object({ from: Type.Unknown(), to: Type.Unknown() }), {
        description: "A before hook's: fields to which it gave other values.",
      }),
    ),
    answer: Type.Optional(
      Type.Object(
        {
          status: Type.Integer(),
          headers: Type.Record(Type.String(), Type.String()),
          body: Type.Union([Type.String(), Type.Null()]),
        },
        { description: "A route's, as it would go out." },
      ),
    ),
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
  sample: Readonly<Record<string, unknown>>,
): Promise<Static<typeof trialOutput>> {
  const { scriptRunner, scriptCrafts } = context.services;
  const craft = scriptCrafts.get(script.kind)!;
  const event = await craft.sample(context, script, sample);
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
      ...(end.ok ? await effectOf(context, script, event, end) : breakOf(end.thrown)),
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

/** After a save, which stands whatever becomes of its trial. */
export async function trySaved(
  context: Context,
  script: Script,
): Promise<Static<typeof trialOutput>> {
  try {
    return await tryScript(context, script, {});
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { ok: false, outcome: "untried", message: thrown.message, log: [], durationMs: 0 };
  }
}

/** It came to its end: what would come of that, or why nothing could. */
async function effectOf(context: Context, script: Script, event: object, left: Left) {
  const craft = context.services.scriptCrafts.get(script.kind)!;
  try {
    const effect = (await craft.effect?.(context, script, event, left)) ?? {};
    return { ok: true, outcome: "ok", ...effect };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { ok: false, outcome: "thrown", message: String(thrown.cause ?? thrown.message) };
  }
}

function breakOf(thrown: ProgramError) {
  const { kind, line, column, problems } = thrown;
  return {
    ok: false,
    outcome: kind,
    message: describe(thrown),
    ...(line > 0 && { line, column }),
    ...(Object.keys(problems).length > 0 && { problems: { ...problems } }),
  };
}

/** Somebody waits for it. */
const longestTrialMs = 3_000;
/** Each is tried again with every further one. */
const mostTrialWrites = 100;
