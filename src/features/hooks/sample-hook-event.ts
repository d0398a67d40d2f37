import { localOperator } from "../../kernel/caller.ts";
import { insideRequest, type Context } from "../../kernel/context.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { emptyCell } from "../records/draft.ts";
import { presentRow } from "../records/presentation.ts";
import { whatWasAsked, whoAsks } from "../scripts/script-event.ts";
import type { HookScript } from "../scripts/script.ts";

export interface Sample {
  /** Values by field name, in place of those of the latest record. */
  readonly record?: Readonly<Record<string, unknown>> | undefined;
  readonly original?: Readonly<Record<string, unknown>> | undefined;
}

/** What a hook would hear: of the given record, or of the latest one there is. */
export async function sampleHookEvent(
  context: Context,
  catalog: Catalog,
  hook: HookScript,
  sample: Sample = {},
): Promise<object> {
  const collection =
    catalog.find(hook.collection) ??
    catalog.collections.find(({ system, type }) => !system && type !== "view");
  const found = collection ? await latestRecord(context, collection) : {};
  const action = hook.event.replace(/^(before|after)/, "").replace("SignUp", "Create");
  return {
    name: hook.event,
    action: action.charAt(0).toLowerCase() + action.slice(1),
    collection: { id: collection?.id ?? "", name: collection?.name ?? "" },
    record: { ...found, ...sample.record },
    original: action === "Update" ? { ...found, ...sample.original } : null,
    ...(action === "SignIn" && { method: "password" }),
    ...(await whoAsks(context)),
    request: whatWasAsked({ ...context, request: insideRequest }),
  };
}

async function latestRecord(context: Context, collection: Collection): Promise<object> {
  const table = identifier(collection.name);
  const order = context.storage.dialect.insertionOrder(table);
  const [row] = await context.storage.all(
    sql`SELECT * FROM ${table} ORDER BY ${order} DESC LIMIT 1`,
  );
  const empty: Row = Object.fromEntries(
    collection.fields.map((field) => [field.name, emptyCell(field)]),
  );
  return presentRow(collection, localOperator, row ?? empty, true);
}
