import { afterEach, describe, expect, test } from "bun:test";
import type { SearchTerm } from "../../src/kernel/dialect.ts";
import { concat, identifier, raw, sql } from "../../src/kernel/sql.ts";
import type { Reader, Storage, Writer } from "../../src/kernel/storage.ts";
import type { TableChange } from "../../src/kernel/table-change.ts";
import type { StorageUnderTest } from "./storage-conformance.ts";

const text = (name: string) => ({ name, kind: "text" as const, default: "" });
const notes: TableChange = {
  change: "createTable",
  table: "notes",
  columns: [text("rank"), text("body"), text("owner")],
};
const search = "notes_search";
const create: TableChange = {
  change: "createSearch",
  search,
  table: "notes",
  columns: ["rank", "body"],
};
const rows = [
  ["a", "Crème brûlée", "eggs, cream and sugar", "ana"],
  ["b", "Cream cheese", "cream", "bob"],
  ["c", "Žluťoučký kůň", "it's a horse; see c++", "ana"],
] as const;

const term = (words: string, more: Partial<SearchTerm> = {}): SearchTerm => ({
  text: words,
  prefix: false,
  excluded: false,
  ...more,
});

/** The contract of `createSearch` and `Dialect.search`, for any driver. */
export function searchConformance(name: string, subject: StorageUnderTest): void {
  let made: Awaited<ReturnType<StorageUnderTest["open"]>>;
  const opened: Storage[] = [];
  const change = (...changes: TableChange[]) =>
    made.storage.write((writer) => writer.change(changes));
  const insert = (writer: Writer) =>
    Promise.all(
      rows.map(([id, rank, body, owner]) =>
        writer.execute(
          sql`INSERT INTO "notes" ("id", "rank", "body", "owner") VALUES (${id}, ${rank}, ${body}, ${owner})`,
        ),
      ),
    );
  const open = async (): Promise<Storage> => {
    made = await subject.open();
    opened.push(made.storage);
    await change(notes, create);
    await made.storage.write(insert);
    return made.storage;
  };

  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close();
    await subject.remove();
  });

  const find = async (
    storage: Reader & Pick<Storage, "dialect">,
    terms: readonly SearchTerm[],
    { columns = [0, 1], table = "notes" }: { columns?: number[]; table?: string } = {},
  ) => {
    const found = storage.dialect.search(search, identifier(table), terms, columns);
    const ids = await storage.all<{ id: string }>(
      concat(
        sql`SELECT ${identifier(table, "id")} FROM ${identifier(table)}`,
        found.join,
        sql` WHERE `,
        found.test,
        ...(found.order ? [raw(" ORDER BY "), found.order] : []),
      ),
    );
    return ids.map((row) => row.id).join(" ");
  };

  describe(`${name}: a search`, () => {
    const questions: [what: string, terms: SearchTerm[], finds: string, columns?: number[]][] = [
      ["a word, the best first", [term("cream")], "b a"],
      ["without accents", [term("creme")], "a"],
      ["in any case", [term("ZLUTOUCKY")], "c"],
      ["all of several words, in any column", [term("brulee"), term("sugar")], "a"],
      ["words in a row", [term("and sugar")], "a"],
      ["but not in another order", [term("sugar and")], ""],
      ["the beginning of a word", [term("suga", { prefix: true })], "a"],
      ["the beginning of the last of them", [term("cream and su", { prefix: true })], "a"],
      ["no beginning unless asked", [term("suga")], ""],
      ["what is not excluded", [term("cream"), term("eggs", { excluded: true })], "b"],
      [
        "what is not excluded, twice",
        [term("cream"), term("eggs", { excluded: true }), term("cheese", { excluded: true })],
        "",
      ],
      ["all but what is excluded", [term("cream", { excluded: true })], "c"],
      ["in some columns alone", [term("cream")], "b", [0]],
      ["exclusion in some columns alone", [term("sugar", { excluded: true })], "a b c", [0]],
      ["words between signs", [term("c++")], "c"],
      ["quotes in a word", [term(`it's "`)], "c"],
      ["what looks like syntax", [term("cream OR horse")], ""],
      ["what looks like a column", [term("c0:cream")], ""],
      ["stars and brackets", [term("crea* (")], ""],
      ["a NUL", [term("and\0sugar")], "a"],
    ];
    for (const [what, terms, finds, columns] of questions) {
      test(`finds ${what}`, async () => {
        const storage = await open();
        const found = await find(storage, terms, columns ? { columns } : {});
        const unordered = terms.every((each) => each.excluded);
        expect(unordered ? found.split(" ").toSorted().join(" ") : found).toBe(finds);
      });
    }

    test("knows the rows that were there before it", async () => {
      const storage = await open();
      await change({ change: "dropSearch", search });
      await change(create);
      expect(await find(storage, [term("horse")])).toBe("c");
    });

    test("is right after every write, undone ones included", async () => {
      const storage = await open();
      await storage.write(async (writer) => {
        await writer.execute(sql`UPDATE "notes" SET "body" = 'a zebra' WHERE "id" = 'c'`);
        await writer.execute(sql`UPDATE "notes" SET "owner" = 'horse' WHERE "id" = 'b'`);
        await writer.execute(sql`DELETE FROM "notes" WHERE "id" = 'a'`);
      });
      expect(await find(storage, [term("zebra")])).toBe("c");
      expect(await find(storage, [term("horse")])).toBe("");
      expect(await find(storage, [term("cream")])).toBe("b");
      const failing = storage.write(async (writer) => {
        await writer.execute(sql`UPDATE "notes" SET "body" = 'a horse' WHERE "id" = 'c'`);
        throw new Error("changed my mind");
      });
      await failing.catch(() => undefined);
      expect(await find(storage, [term("horse")])).toBe("");
      expect(await find(storage, [term("zebra")])).toBe("c");
    });

    test("follows its table and columns, and does not mind others", async () => {
      const storage = await open();
      await change(
        { change: "renameColumn", table: "notes", column: "rank", to: "title" },
        { change: "renameTable", table: "notes", to: "papers" },
        { change: "dropColumn", table: "papers", column: "owner" },
        { change: "addColumn", table: "papers", column: text("more") },
      );
      await storage.write((writer) =>
        writer.execute(sql`UPDATE "papers" SET "title" = 'A zebra' WHERE "id" = 'c'`),
      );
      expect(await find(storage, [term("zebra"), term("horse")], { table: "papers" })).toBe("c");
    });

    test("goes when it is dropped, and writes go on", async () => {
      const storage = await open();
      await change({ change: "dropSearch", search }, { change: "dropSearch", search });
      await storage.write((writer) => writer.execute(sql`DELETE FROM "notes"`));
      await change({ change: "dropTable", table: "notes" });
      expect(await storage.hasTable(search)).toBe(false);
    });

    test("finds the same in a copy, after deletions too", async () => {
      const storage = await open();
      await storage.write((writer) => writer.execute(sql`DELETE FROM "notes" WHERE "id" = 'a'`));
      await storage.copyTo(made.copy());
      await storage.write((writer) => writer.execute(sql`DELETE FROM "notes"`));
      const copy = await made.openCopy();
      opened.push(copy);
      expect(await find(copy, [term("horse")])).toBe("c");
      expect(await find(copy, [term("cream")])).toBe("b");
    });
  });
}
