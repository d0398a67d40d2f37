import type { Faker } from "@faker-js/faker";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { textOption, type Field } from "../collections/field.ts";
import { fakeValue, type Making } from "./fake-value.ts";
import { makeUnique, uniqueFields } from "./unique-values.ts";

export type RecordData = Record<string, unknown>;

/**
 * Data for new records, the same for the same seed, schema and targets; unique fields also look at
 * what is there. @throws Failure `conflict` where a required relation has nothing to point to.
 */
export async function fakeRecords(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  asked: { readonly count: number; readonly seed: number; readonly overrides: RecordData },
): Promise<RecordData[]> {
  // Its words are megabytes, and a start takes none of them.
  const { base, en, Faker } = await import("@faker-js/faker");
  const faker = new Faker({ locale: [en, base], seed: asked.seed });
  const fields = collection.fields.filter(
    (field) => isSettable(field) && !Object.hasOwn(asked.overrides, field.name),
  );
  const targets = await findTargets(context, catalog, fields);
  const making: Making = { faker, now: context.now(), targets };
  const records = Array.from({ length: asked.count }, () => {
    const data: RecordData = {};
    for (const field of fields) {
      const value = fakeValue(field, making);
      if (value !== undefined) data[field.name] = value;
    }
    return { ...data, ...passwordFor(collection, asked.overrides, faker), ...asked.overrides };
  });
  for (const field of uniqueFields(collection)) {
    if (fields.includes(field)) await makeUnique(context, collection, field, records, faker);
  }
  return records;
}

/** What the product sets itself, or only people may: ids, dates of change, verified addresses. */
function isSettable({ name, type, system }: Field): boolean {
  if (type === "autodate" || type === "password") return false;
  return !system || name === "email" || name === "emailVisibility";
}

/** One for all: hashing a thousand different ones takes half a minute. */
function passwordFor({ auth }: Collection, overrides: RecordData, faker: Faker): RecordData {
  if (!auth) return {};
  const password = overrides.password ?? faker.internet.password({ length: 20 });
  return { password, passwordConfirm: password };
}

/** How many of a target's records are chosen among. */
const targetsChosenFrom = 1000;

async function findTargets(
  context: Context,
  catalog: Catalog,
  fields: readonly Field[],
): Promise<Map<string, string[]>> {
  const targets = new Map<string, string[]>();
  for (const field of fields) {
    if (field.type !== "relation") continue;
    const target = catalog.get(textOption(field, "collectionId"));
    const rows = await context.storage.all<{ id: string }>(
      sql`SELECT "id" FROM ${identifier(target.name)} ORDER BY "id" LIMIT 0 + ${targetsChosenFrom}`,
    );
    if (rows.length === 0 && field.required === true) {
      throw new Failure("conflict", `${field.name} needs records of ${target.name}.`, {
        hint: `Seed ${target.name} first: it has none.`,
      });
    }
    targets.set(
      field.name,
      rows.map(({ id }) => id),
    );
  }
  return targets;
}
