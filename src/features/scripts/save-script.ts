import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { choice } from "../../kernel/choice.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { changedAt } from "../../kernel/if-updated.ts";
import { sql } from "../../kernel/sql.ts";
import type { Writer } from "../../kernel/storage.ts";
import { nearest } from "../../lib/nearest.ts";
import { bumpSchema } from "../collections/live-catalogs.ts";
import { scriptsOf, scriptsTable } from "./live-scripts.ts";
import { identities, timeoutsOf, type Identity, type Script, type ScriptKind } from "./script.ts";

/** What all scripts are made of, for inputs; each kind adds its own. */
export const scriptInput = {
  source: Type.String({
    maxLength: 100_000,
    description: "The body of an async function of `event`, in JavaScript.",
  }),
  as: Type.Optional(
    choice(identities, "Whose rights records.* has; caller unless said otherwise."),
  ),
  timeoutMs: Type.Optional(
    Type.Integer({ minimum: 10, unlisted: true, description: "All the time of one run." }),
  ),
  enabled: Type.Optional(Type.Boolean({ description: "True unless said otherwise." })),
  help: Type.Optional(
    Type.String({ maxLength: 1000, unlisted: true, description: "What it is for." }),
  ),
};

export const nameInput = Type.String({
  pattern: "^[a-zA-Z0-9][a-zA-Z0-9_. -]{0,99}$",
  description: "Unique: letters, digits, spaces, dots and dashes.",
});

export const existingInput = Type.String({ description: "Its name or id." });

export interface GivenScript {
  readonly name?: string;
  readonly source?: string;
  readonly as?: Identity;
  readonly timeoutMs?: number;
  readonly enabled?: boolean;
  readonly help?: string;
}

/** Whether anything was given that makes it run otherwise: only that is worth trying. */
export function makesDifference(given: GivenScript): boolean {
  const { name: _, enabled: __, help: ___, ...rest } = given;
  return Object.values(rest).some((value) => value !== undefined);
}

/** What all kinds have, as it will be. @throws Failure `invalid` for a time that is too long. */
export function draftBase(
  context: Context,
  given: GivenScript,
  before: Script | null,
  kind: Parameters<typeof timeoutsOf>[0],
) {
  const now = changedAt(context, before?.updated);
  const { usual, most } = timeoutsOf(kind);
  const timeoutMs = given.timeoutMs ?? Math.min(before?.timeoutMs ?? usual, most);
  if (timeoutMs > most) {
    throw new Failure("invalid", `Such a script may take ${most} ms at most.`, {
      problems: {
        timeoutMs: {
          code: "validation_max_number_constraint",
          message: `Must be at most ${most}.`,
          params: { max: most },
        },
      },
    });
  }
  return {
    id: before?.id ?? context.randomId(15),
    name: given.name ?? before?.name ?? "",
    enabled: given.enabled ?? before?.enabled ?? true,
    source: given.source ?? before?.source ?? "",
    as: given.as ?? before?.as ?? "caller",
    timeoutMs,
    help: given.help ?? before?.help ?? "",
    created: before?.created ?? now,
    updated: now,
  };
}

/** Inside a transaction. @throws Failure `invalid` where another one of its kind has its name. */
export async function putScript(
  context: Context,
  writer: Writer,
  script: Script,
  before: Script | null,
): Promise<void> {
  const others = (await scriptsOf(writer, script.kind)).filter(({ id }) => id !== script.id);
  if (others.some(({ name }) => name.toLowerCase() === script.name.toLowerCase())) {
    throw new Failure("invalid", `There is a ${script.kind} called ${script.name} already.`, {
      hint: `update_${script.kind} changes it; or choose another name.`,
      problems: { name: { code: "validation_not_unique", message: "Value must be unique." } },
    });
  }
  await writer.execute(
    sql`INSERT INTO "_scripts" ("id", "kind", "definition") VALUES (${script.id}, ${script.kind}, ${JSON.stringify(script)})
      ON CONFLICT ("id") DO UPDATE SET "definition" = excluded."definition"`,
  );
  await logChange(context, writer, {
    collection: scriptsTable,
    record: script.id,
    action: before ? "update" : "create",
    before: before ? { ...before } : {},
  });
  await bumpSchema(writer);
}

export async function dropScript(context: Context, writer: Writer, script: Script): Promise<void> {
  await writer.execute(sql`DELETE FROM "_scripts" WHERE "id" = ${script.id}`);
  await logChange(context, writer, {
    collection: scriptsTable,
    record: script.id,
    action: "delete",
    before: { ...script },
  });
  await bumpSchema(writer);
}

/** By name or id. @throws Failure `notFound` with the nearest name. */
export function findScript<S extends Script>(
  scripts: readonly S[],
  nameOrId: string,
  kind: ScriptKind,
): S {
  const wanted = nameOrId.toLowerCase();
  const found = scripts.find(({ id, name }) => id === nameOrId || name.toLowerCase() === wanted);
  if (found) return found;
  const near = nearest(
    nameOrId,
    scripts.map(({ name }) => name),
  );
  throw new Failure("notFound", `There is no ${kind} ${JSON.stringify(nameOrId)}.`, {
    hint: near ? `Did you mean ${near}?` : `list_${kind}s shows what there is.`,
  });
}

/** Sources hold what only those should know who may write them. */
export function presentScript<S extends Script>({ caller }: Context, script: S): S {
  const writes = !caller.token || caller.token.scopes.has("mcp:admin");
  return writes ? script : { ...script, source: "" };
}
