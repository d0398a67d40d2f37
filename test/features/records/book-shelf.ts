import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "../../../src/drivers/sqlite/open-sqlite.ts";
import { Catalog } from "../../../src/features/collections/catalog.ts";
import { newAuthOptions } from "../../../src/features/collections/auth-options.ts";
import type { Collection } from "../../../src/features/collections/collection.ts";
import {
  completeField,
  type GivenField,
} from "../../../src/features/collections/complete-field.ts";
import type { FieldTypeName } from "../../../src/features/collections/field.ts";
import { planTables } from "../../../src/features/collections/plan-tables.ts";
import { guest, type Caller } from "../../../src/kernel/caller.ts";
import { insideRequest } from "../../../src/kernel/context.ts";
import { identifier, join as joinSql, sql, type Sql } from "../../../src/kernel/sql.ts";
import type { Storage } from "../../../src/kernel/storage.ts";
import { compileCondition, type ConditionFacts } from "../../../src/features/records/condition.ts";
import { compileSort } from "../../../src/features/records/sort.ts";

/** A few books, people and what connects them, in a real database file. */
export interface Shelf {
  readonly storage: Storage;
  readonly catalog: Catalog;
  /** Ids of the records that meet the filter, or a rule, in order of id unless `sort` says else. */
  find(question: Question): Promise<string[]>;
  /** A caller who is signed in as this person. */
  person(id: string): Promise<Caller>;
  close(): Promise<void>;
}

export interface Question {
  readonly in?: string;
  /** Written by a superuser. */
  readonly filter?: string;
  /** Written by a client, who may see less. */
  readonly clientFilter?: string;
  readonly sort?: string;
  readonly facts?: Partial<ConditionFacts>;
}

export const noon = new Date("2026-05-06T12:34:56.789Z");

export async function openShelf(): Promise<Shelf> {
  const directory = await mkdtemp(join(tmpdir(), "shelf-"));
  const storage = await openSqlite(join(directory, "data.db"));
  const catalog = new Catalog(1, collections);
  await storage.write(async (writer) => {
    for (const collection of collections) {
      await writer.change(planTables(null, collection));
      for (const row of rows[collection.name] ?? []) {
        const names = Object.keys(row).map((name) => identifier(name));
        const values = Object.values(row).map((value) => sql`${value}`);
        await writer.execute(
          sql`INSERT INTO ${identifier(collection.name)} (${joinSql(names, ", ")}) VALUES (${joinSql(values, ", ")})`,
        );
      }
    }
  });
  const find = async (question: Question): Promise<string[]> => {
    const collection = catalog.get(question.in ?? "books");
    const { filter, clientFilter, sort } = question;
    const trusted = clientFilter === undefined;
    const scope = { catalog, collection, dialect: storage.dialect, trusted };
    const facts = { caller: guest, request: insideRequest, now: noon, body: null };
    const text = filter ?? clientFilter;
    const given = { ...facts, ...question.facts };
    const where: Sql = text ? compileCondition(scope, text).bind(given) : sql`1 = 1`;
    const order = compileSort(scope, sort ?? "id", given);
    const found = await storage.all<{ id: string }>(
      sql`SELECT "id" FROM ${identifier(collection.name)} WHERE ${where} ORDER BY ${order}`,
    );
    return found.map(({ id }) => id);
  };
  const person = async (id: string): Promise<Caller> => {
    const [row] = await storage.all(sql`SELECT * FROM "people" WHERE "id" = ${id}`);
    if (!row) throw new Error(`nobody is ${id}`);
    const record = { collectionId: "c_people", collectionName: "people", id, row };
    return { ...guest, record, actor: `people:${id}` };
  };
  const close = async (): Promise<void> => {
    await storage.close();
    await rm(directory, { recursive: true });
  };
  return { storage, catalog, find, person, close };
}

type Fields = Record<string, FieldTypeName | Omit<GivenField, "id" | "name">>;

function collection(name: string, fields: Fields, more: Partial<Collection> = {}): Collection {
  const all: Fields = { id: "text", ...fields };
  return {
    id: `c_${name}`,
    name,
    type: "base",
    system: false,
    listRule: "",
    viewRule: "",
    createRule: null,
    updateRule: null,
    deleteRule: null,
    fields: Object.entries(all).map(([field, given]) =>
      completeField({
        id: `f_${field}`,
        name: field,
        ...(typeof given === "string" ? { type: given } : (given as { type: FieldTypeName })),
      }),
    ),
    indexes: [],
    created: "",
    updated: "",
    auth: null,
    ...more,
  };
}

function to(target: string, maxSelect = 1): Omit<GivenField, "id" | "name"> {
  return { type: "relation", collectionId: `c_${target}`, maxSelect };
}

const collections: readonly Collection[] = [
  collection(
    "people",
    {
      name: "text",
      age: "number",
      email: "email",
      emailVisibility: "bool",
      secret: { type: "text", hidden: true },
      mentor: to("people"),
    },
    {
      type: "auth",
      auth: newAuthOptions(() => ""),
    },
  ),
  collection("genres", { label: "text", rank: "number" }),
  collection(
    "books",
    {
      title: "text",
      pages: "number",
      lent: "bool",
      published: "date",
      format: { type: "select", values: ["paper", "audio"], maxSelect: 1 },
      languages: { type: "select", values: ["de", "en", "fr"], maxSelect: 3 },
      meta: "json",
      place: "geoPoint",
      author: to("people"),
      genres: to("genres", 9),
      sequelTo: to("books"),
    },
    {
      indexes: ["title", "pages", "author", "published"].map(
        (column) => `CREATE INDEX \`at_${column}\` ON \`books\` (\`${column}\`)`,
      ),
    },
  ),
  collection(
    "reviews",
    { book: to("books"), by: to("people"), text: "text", stars: "number" },
    {
      listRule: "stars > 1 || by = @request.auth.id",
    },
  ),
  collection(
    "covers",
    { book: to("books"), colour: "text" },
    {
      indexes: ["CREATE UNIQUE INDEX `one_cover` ON `covers` (`book`)"],
    },
  ),
  collection("vaults", { book: to("books"), code: "text" }, { listRule: null }),
];

const rows: Record<string, readonly Record<string, string | number | null>[]> = {
  people: [
    { id: "ann", name: "Ann", age: 30, email: "ann@x.org", emailVisibility: 1, secret: "s1" },
    { id: "ben", name: "ben", age: 70, email: "ben@x.org", emailVisibility: 0, mentor: "ann" },
    { id: "nil", name: "", age: 0, email: "nil@x.org", emailVisibility: 1 },
  ],
  genres: [
    { id: "crime", label: "Crime", rank: 1 },
    { id: "love", label: "Love", rank: 2 },
    { id: "space", label: "Space", rank: 3 },
  ],
  books: [
    {
      id: "b1",
      title: "Star Trip",
      pages: 300,
      lent: 1,
      published: "2020-01-15 10:00:00.000Z",
      format: "paper",
      languages: '["de","en"]',
      meta: '{"isbn":"1","copies":[1,2],"note":null}',
      place: '{"lon":13.4,"lat":52.5}',
      author: "ann",
      genres: '["crime","space"]',
    },
    {
      id: "b2",
      title: "star_trip 2",
      pages: 120.5,
      published: "2024-02-29 00:00:00.000Z",
      format: "audio",
      languages: '["en"]',
      meta: '"plain"',
      author: "ben",
      genres: '["space"]',
      sequelTo: "b1",
    },
    {
      id: "b3",
      title: "100% Love",
      pages: 5,
      lent: 1,
      genres: '["love"]',
      meta: "[1,2,3]",
      author: "nil",
    },
    { id: "b4", title: "5", pages: 0, meta: "true", sequelTo: "b2" },
    { id: "b5", title: "", pages: -1, meta: "0", published: "2030-06-01 12:00:00.000Z" },
    { id: "b6", title: 'say "hi" \\ it\'s', pages: 42, meta: null, author: "gone" },
  ],
  reviews: [
    { id: "r1", book: "b1", by: "ann", text: "good", stars: 5 },
    { id: "r2", book: "b1", by: "ben", text: "bad", stars: 1 },
    { id: "r3", book: "b2", by: "ben", text: "good", stars: 4 },
  ],
  covers: [{ id: "k1", book: "b1", colour: "red" }],
  vaults: [{ id: "v1", book: "b1", code: "1234" }],
};
