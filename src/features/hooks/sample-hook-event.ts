import { localOperator } from "../../kernel/caller.ts";
import { insideRequest, type Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { emptyCell } from "../records/draft.ts";
import { presentRow } from "../records/presentation.ts";
import { whatWasAsked, whoAsks } from "../scripts/script-event.ts";
import type { HookScript } from "../scripts/script.ts";

/** Parts of the event in place of what is made up. */
export interface Sample {
  /** Values by field name, in place of those of the record with its id, or of the latest one. */
  readonly record?: Readonly<Record<string, unknown>> | undefined;
  readonly original?: Readonly<Record<string, unknown>> | undefined;
  readonly [part: string]: unknown;
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
  const action = hook.event.replace(/^(before|after)/, "").replace("SignUp", "Create");
  const found = collection
    ? await recordLike(context, collection, String(sample.record?.id ?? ""), action !== "Create")
    : {};
  const made = {
    name: hook.event,
    action: action.charAt(0).toLowerCase() + action.slice(1),
    record: { ...found, ...sample.record },
    original: action === "Update" ? { ...found, ...sample.original } : null,
    collection: { id: collection?.id ?? "", name: collection?.name ?? "" },
    ...(action === "SignIn" && { method: "password" }),
    ...(await whoAsks(context)),
    ...(hook.event.startsWith("before") && {
      request: whatWasAsked({ ...context, request: insideRequest }),
    }),
  };
  const { record, original } = made;
  return { ...made, ...sample, record, original };
}

/**
 * The stored record with this id, or the latest one, or an empty one. @throws Failure `notFound` for an
 * id that has to be there.
 */
async function recordLike(
  context: Context,
  collection: Collection,
  id: string,
  hasToBe: boolean,
): Promise<object> {
  const table = identifier(collection.name);
  const present = (row: Row) => presentRow(collection, localOperator, row, true);
  const [chosen] = id
    ? await context.storage.all(sql`SELECT * FROM ${table} WHERE "id" = ${id}`)
    : [];
  if (chosen) return present(chosen);
  if (id && hasToBe) {
    throw new Failure("notFound", `${collection.name} has no record ${JSON.stringify(id)}.`, {
      hint: "Leave the sample's id out to try it on the latest record.",
    });
  }
  const order = context.storage.dialect.insertionOrder(table);
  const [latest] = await context.storage.all(
    sql`SELECT * FROM ${table} ORDER BY ${order} DESC LIMIT 1`,
  );
  const empty = collection.fields.map((field) => [field.name, emptyCell(field)]);
  return present(latest ?? Object.fromEntries(empty));
}
