import type { Faker } from "@faker-js/faker";
import type { Context } from "../../kernel/context.ts";
import { identifier, join, sql } from "../../kernel/sql.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { parseIndex } from "../collections/index-statement.ts";

type Data = Record<string, unknown>;

/** The fields that unique indexes speak of; of several columns the first that can be made to differ. */
export function uniqueFields({ fields, indexes }: Collection): Field[] {
  const unique = indexes.flatMap((statement) => {
    const index = parseIndex(statement);
    if (!index?.unique) return [];
    const columns = index.columns.flatMap(
      ({ name }) => fields.find((field) => field.name === name) ?? [],
    );
    return columns.find((field) => field.type in differ) ?? [];
  });
  return [...new Set(unique)];
}

/** Makes the values of a unique field differ from each other and from those that are there. */
export async function makeUnique(
  context: Context,
  collection: Collection,
  field: Field,
  records: readonly Data[],
  faker: Faker,
): Promise<void> {
  const change = differ[field.type];
  if (!change) return;
  const { name } = field;
  const used = new Set<unknown>();
  let waiting = records.filter((record) => record[name] !== undefined && record[name] !== "");
  while (waiting.length > 0) {
    const stored = await storedValues(context, collection, name, waiting);
    const again: Data[] = [];
    for (const record of waiting) {
      const value = record[name];
      if (!stored.has(value) && !used.has(value)) used.add(value);
      else {
        record[name] = change(value, faker, field);
        again.push(record);
      }
    }
    waiting = again;
  }
}

const differ: Readonly<
  Record<string, (value: unknown, faker: Faker, field: Field) => string | number>
> = {
  text: (value, faker, { max }) => {
    const ending = `-${faker.string.alphanumeric(8).toLowerCase()}`;
    const room = typeof max === "number" && max > 0 ? max : 5000;
    return String(value).slice(0, Math.max(0, room - ending.length)) + ending.slice(-room);
  },
  email: (value, faker) => {
    const [name, domain] = String(value).split("@");
    return `${name}.${faker.string.alphanumeric(8).toLowerCase()}@${domain}`;
  },
  url: (value, faker) => `${String(value)}-${faker.string.alphanumeric(8)}`,
  number: (_, faker, { min }) =>
    faker.number.int({ min: typeof min === "number" ? Math.ceil(min) : 0, max: 2 ** 40 }),
};

/** Those of the records' values that are in the table. */
async function storedValues(
  context: Context,
  { name: table }: Collection,
  field: string,
  records: readonly Data[],
): Promise<Set<unknown>> {
  const values = records.map((record) => sql`${record[field] ?? null}`);
  const column = identifier(table, field);
  const rows = await context.storage.all<{ value: unknown }>(
    sql`SELECT ${column} AS "value" FROM ${identifier(table)} WHERE ${column} IN (${join(values, ", ")})`,
  );
  return new Set(rows.map(({ value }) => value));
}
