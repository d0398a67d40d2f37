import { afterEach, describe, expect, test } from "bun:test";
import { Failure } from "../../src/kernel/failure.ts";
import { identifier, sql } from "../../src/kernel/sql.ts";
import { StaleSchema, type Storage, type Writer } from "../../src/kernel/storage.ts";
import type { Column, TableChange } from "../../src/kernel/table-change.ts";

/** What a driver hands the suite: fresh data, and the same data as another process would open it. */
export interface StorageUnderTest {
  /** Empty storage of its own. */
  open(): Promise<{
    readonly storage: Storage;
    reopen(): Promise<Storage>;
    copy(): string;
    /** Opens what was copied to `copy()`. */
    openCopy(): Promise<Storage>;
  }>;
  remove(): Promise<void>;
}

const column = (name: string, kind: Column["kind"], value: Column["default"]): Column => ({
  name,
  kind,
  default: value,
});

const books: Extract<TableChange, { change: "createTable" }> = {
  change: "createTable",
  table: "books",
  columns: [
    column("title", "text", ""),
    column("pages", "number", 0),
    column("lent", "bool", 0),
    column("tags", "json", "[]"),
    column("note", "json", null),
  ],
};

const insert = (id: string, title = id) =>
  sql`INSERT INTO "books" ("id", "title") VALUES (${id}, ${title})`;

const titles = async (storage: Pick<Storage, "all">) =>
  (await storage.all<{ title: string }>(sql`SELECT "title" FROM "books" ORDER BY "title"`)).map(
    (row) => row.title,
  );

/** Others' commits are seen from the next turn of the event loop on. */
const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 1));

/** The contract of `kernel/storage.ts`, for any driver. */
export function storageConformance(name: string, subject: StorageUnderTest): void {
  const opened: Storage[] = [];
  const open = async () => {
    const made = await subject.open();
    opened.push(made.storage);
    await made.storage.write((writer) => writer.change([books]));
    const reopen = async () => {
      const again = await made.reopen();
      opened.push(again);
      return again;
    };
    return { ...made, reopen };
  };

  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close();
    await subject.remove();
  });

  describe(`${name}: what follows a write`, () => {
    const following = async (storage: Storage, work: (writer: Writer) => Promise<unknown>) => {
      const said: string[] = [];
      const outcome = await storage
        .write(async (writer) => {
          writer.whenKept(async () => void said.push(`kept ${await titles(storage)}`));
          writer.whenKept(async () => void said.push("kept again"));
          writer.whenUndone(async () => void said.push(`undone ${await titles(storage)}`));
          writer.whenUndone(async () => void said.push("the last first"));
          await work(writer);
        })
        .catch(() => "refused");
      return { said, outcome };
    };

    test("happens when it is durable, before the answer", async () => {
      const { storage } = await open();
      const { said } = await following(storage, (writer) => writer.execute(insert("a")));
      expect(said).toEqual(["kept a", "kept again"]);
    });

    test("or when it was undone, backwards", async () => {
      const { storage } = await open();
      const { said, outcome } = await following(storage, async (writer) => {
        await writer.execute(insert("a"));
        throw new Error("changed my mind");
      });
      expect(said).toEqual(["the last first", "undone "]);
      expect(outcome).toBe("refused");
    });

    test("cannot undo what is durable", async () => {
      const { storage } = await open();
      await storage.write(async (writer) => {
        await writer.execute(insert("a"));
        writer.whenKept(() => Promise.reject(new Error("the disk is gone")));
      });
      expect(await titles(storage)).toEqual(["a"]);
    });
  });

  describe(`${name}: a write`, () => {
    test("is kept whole, and brings back its answer", async () => {
      const { storage } = await open();
      const answer = await storage.write(async (writer) => {
        await writer.execute(insert("a"));
        return (await writer.execute(sql`UPDATE "books" SET "pages" = 3`)).changes;
      });
      expect(answer).toBe(1);
      expect(await titles(storage)).toEqual(["a"]);
    });

    test("that throws is undone whole, tables included", async () => {
      const { storage } = await open();
      const failing = storage.write(async (writer) => {
        await writer.execute(insert("a"));
        await writer.change([{ ...books, table: "others" }]);
        await writer.execute(sql`INSERT INTO "others" ("id") VALUES ('x')`);
        throw new Error("changed my mind");
      });
      expect(failing).rejects.toThrow("changed my mind");
      await failing.catch(() => undefined);
      expect(await titles(storage)).toEqual([]);
      expect(await storage.hasTable("others")).toBe(false);
    });

    test("shares nobody's fate: one that throws leaves its neighbours alone", async () => {
      const { storage } = await open();
      const works = Array.from({ length: 60 }, (_, index) =>
        storage.write(async (writer) => {
          await writer.execute(insert(`b${String(index).padStart(2, "0")}`));
          if (index % 3 === 0) throw new Error(`no ${index}`);
          return index;
        }),
      );
      const settled = await Promise.allSettled(works);
      settled.forEach((each, index) =>
        expect(each.status).toBe(index % 3 === 0 ? "rejected" : "fulfilled"),
      );
      expect(await titles(storage)).toHaveLength(40);
    });

    test("comes after those that were asked for before it", async () => {
      const { storage } = await open();
      const order: number[] = [];
      await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          storage.write(async (writer) => {
            await writer.execute(insert(`c${index}`));
            await Promise.resolve();
            order.push(index);
          }),
        ),
      );
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    });

    test("sees its own writes; nobody else does before it is done", async () => {
      const { storage, reopen } = await open();
      const other = await reopen();
      await storage.write(async (writer) => {
        await writer.execute(insert("a"));
        expect(await titles(writer)).toEqual(["a"]);
        expect(await titles(storage)).toEqual([]);
        expect(await titles(other)).toEqual([]);
      });
      expect(await titles(storage)).toEqual(["a"]);
      await nextTurn();
      expect(await titles(other)).toEqual(["a"]);
    });

    test("ends with its work: a writer kept for later writes nothing", async () => {
      const { storage } = await open();
      let kept: Writer | undefined;
      await storage.write(async (writer) => void (kept = writer));
      expect(kept!.execute(insert("late"))).rejects.toThrow();
      expect(await titles(storage)).toEqual([]);
    });

    test("waits for another's without failing or losing anything", async () => {
      const { storage, reopen } = await open();
      const other = await reopen();
      const many = (from: Storage, name: string) =>
        Promise.all(
          Array.from({ length: 100 }, (_, index) =>
            from.write((writer) => writer.execute(insert(`${name}${index}`))),
          ),
        );
      await Promise.all([many(storage, "one"), many(other, "two")]);
      expect(await titles(storage)).toHaveLength(200);
    });
  });

  describe(`${name}: values`, () => {
    const values: [what: string, value: string | number | null][] = [
      ["plain text", "hello"],
      ["other scripts and emoji", "Žluťoučký 漢字 🦊 \u200b"],
      ["quotes and SQL", `'"; DROP TABLE "books"; --`],
      ["nothing at all", null],
      ["a large whole number", Number.MAX_SAFE_INTEGER],
      ["a negative fraction", -0.1],
      ["a long text", "x".repeat(1_000_000)],
    ];
    for (const [what, value] of values) {
      test(`keep ${what}`, async () => {
        const { storage } = await open();
        await storage.write((writer) =>
          writer.execute(sql`INSERT INTO "books" ("id", "note") VALUES ('v', ${value})`),
        );
        expect(await storage.all(sql`SELECT "note" FROM "books"`)).toEqual([{ note: value }]);
        expect(await storage.all(sql`SELECT 1 FROM "books" WHERE "note" IS ${value}`)).toHaveLength(
          1,
        );
      });
    }

    test("that would bind as something else are refused", async () => {
      const { storage } = await open();
      for (const value of [undefined, new Date(), { a: 1 }, [1]]) {
        expect(storage.all(sql`SELECT ${value} AS "x"`)).rejects.toThrow(TypeError);
      }
    });

    test("and names are never read as SQL", async () => {
      const { storage } = await open();
      const table = `odd "name'; --`;
      await storage.write((writer) => writer.change([{ ...books, table }]));
      await storage.write((writer) =>
        writer.execute(sql`INSERT INTO ${identifier(table)} ("id") VALUES ('a')`),
      );
      expect(await storage.all(sql`SELECT "id" FROM ${identifier(table)}`)).toEqual([{ id: "a" }]);
    });
  });

  describe(`${name}: failures`, () => {
    test("a value taken twice is a conflict that names the columns", async () => {
      const { storage } = await open();
      const index = {
        name: "books_title",
        unique: true,
        columns: [{ name: "title", collate: "", order: "" as const }],
        where: "",
      };
      await storage.write((writer) =>
        writer.change([{ change: "createIndex", table: "books", index }]),
      );
      await storage.write((writer) => writer.execute(insert("a", "same")));
      const thrown = await storage
        .write((writer) => writer.execute(insert("b", "same")))
        .catch((each: unknown) => each);
      expect(thrown).toBeInstanceOf(Failure);
      expect(thrown).toMatchObject({
        code: "conflict",
        problems: { title: { code: "validation_not_unique" } },
      });
    });

    test("a table or column that is gone is a stale schema, for readers and writers", async () => {
      const { storage } = await open();
      const gone = [sql`SELECT * FROM "nowhere"`, sql`SELECT "books"."nothing" FROM "books"`];
      for (const statement of gone) {
        expect(storage.all(statement)).rejects.toBeInstanceOf(StaleSchema);
        expect(storage.write((writer) => writer.all(statement))).rejects.toBeInstanceOf(
          StaleSchema,
        );
      }
    });
  });

  describe(`${name}: tables`, () => {
    test("are found in any case", async () => {
      const { storage } = await open();
      expect(await storage.hasTable("BOOKS")).toBe(true);
      expect(await storage.hasTable("book")).toBe(false);
    });

    test("give rows that say nothing the columns' defaults", async () => {
      const { storage } = await open();
      await storage.write((writer) => writer.execute(sql`INSERT INTO "books" ("id") VALUES ('a')`));
      expect(await storage.all(sql`SELECT * FROM "books"`)).toEqual([
        { id: "a", title: "", pages: 0, lent: 0, tags: "[]", note: null },
      ]);
    });

    test("change their columns and keep the rest of their rows", async () => {
      const { storage } = await open();
      const table = "books";
      await storage.write(async (writer) => {
        await writer.execute(insert("a", "T"));
        await writer.change([
          { change: "addColumn", table, column: column("year", "number", 1999) },
          { change: "renameColumn", table, column: "title", to: "parked" },
          { change: "renameColumn", table, column: "pages", to: "title" },
          { change: "renameColumn", table, column: "parked", to: "pages" },
          { change: "dropColumn", table, column: "lent" },
          { change: "renameTable", table, to: "Books" },
        ]);
      });
      expect(await storage.all(sql`SELECT * FROM "Books"`)).toEqual([
        { id: "a", pages: "T", title: 0, tags: "[]", note: null, year: 1999 },
      ]);
    });

    test("turn one value into a list of it, and a list into its last", async () => {
      const { storage } = await open();
      const table = "books";
      const change = (each: TableChange) => storage.write((writer) => writer.change([each]));
      await storage.write(async (writer) => {
        await writer.execute(insert("a", "x"));
        await writer.execute(insert("b", ""));
      });
      const values = () => storage.all(sql`SELECT "id", "title" FROM "books" ORDER BY "id"`);
      await change({ change: "toMultiple", table, column: column("title", "json", "[]") });
      expect(await values()).toEqual([
        { id: "a", title: '["x"]' },
        { id: "b", title: "[]" },
      ]);
      await storage.write((writer) =>
        writer.execute(sql`UPDATE "books" SET "title" = '["p","q"]' WHERE "id" = 'a'`),
      );
      await change({ change: "toSingle", table, column: column("title", "text", "") });
      expect(await values()).toEqual([
        { id: "a", title: "q" },
        { id: "b", title: "" },
      ]);
    });
  });

  describe(`${name}: the revision`, () => {
    test("stays while nothing is committed and moves with anybody's commit", async () => {
      const { storage, reopen } = await open();
      const other = await reopen();
      const before = storage.revision();
      expect(storage.revision()).toBe(before);
      await storage.write((writer) => writer.execute(insert("own")));
      const own = storage.revision();
      expect(own).not.toBe(before);
      await other.write((writer) => writer.execute(insert("theirs")));
      await nextTurn();
      expect(storage.revision()).not.toBe(own);
      expect(await titles(storage)).toEqual(["own", "theirs"]);
    });
  });

  test(`${name}: being put in order holds nobody up and loses nothing`, async () => {
    const { storage } = await open();
    const insertOne = (title: string) => storage.write((writer) => writer.execute(insert(title)));
    const writes = Array.from({ length: 20 }, (_, index) => insertOne(`before${index}`));
    const ordered = Promise.all([storage.optimize(), storage.optimize()]);
    writes.push(...Array.from({ length: 20 }, (_, index) => insertOne(`after${index}`)));
    await Promise.all([...writes, ordered]);
    await storage.optimize();
    expect(await titles(storage)).toHaveLength(40);
  });

  describe(`${name}: a copy`, () => {
    test("is whole while writes go on, and takes nobody's place", async () => {
      const { storage, copy } = await open();
      const writes = Array.from({ length: 50 }, (_, index) =>
        storage.write(async (writer) => {
          await writer.execute(insert(`l${index}`));
          await writer.execute(insert(`r${index}`));
        }),
      );
      const path = copy();
      await storage.copyTo(path);
      await Promise.all(writes);
      expect(storage.copyTo(path)).rejects.toMatchObject({ code: "conflict" });
      expect(await titles(storage)).toHaveLength(100);
    });
  });

  describe(`${name}: writing elsewhere`, () => {
    test("has the data for itself, is seen at once, and lets the others go on", async () => {
      const { storage, reopen } = await open();
      const other = await reopen();
      const order: string[] = [];
      const write = (id: string) =>
        storage.write(async (writer) => {
          await writer.execute(insert(id));
          order.push(id);
        });
      let commits = 0;
      storage.onCommit(() => commits++);
      const first = write("a");
      const elsewhere = storage.writeElsewhere(async () => {
        await other.write((writer) => writer.execute(insert("b")));
        order.push("b");
        return "done";
      });
      const last = write("c");
      expect(await elsewhere).toBe("done");
      expect(await titles(storage)).toContain("b");
      await Promise.all([first, last]);
      expect(order.toSorted()).toEqual(["a", "b", "c"]);
      expect(commits).toBeGreaterThan(1);
      await other.close();
    });

    test("that fails fails alone", async () => {
      const { storage } = await open();
      const failing = storage.writeElsewhere(() => Promise.reject(new Error("no")));
      const [outcome] = await Promise.allSettled([
        failing,
        storage.write((writer) => writer.execute(insert("a"))),
      ]);
      expect(outcome.status).toBe("rejected");
      expect(await titles(storage)).toEqual(["a"]);
    });
  });

  describe(`${name}: a scan`, () => {
    const long = sql`WITH RECURSIVE "n" ("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < 1000000)
      SELECT count(*) AS "total" FROM "n"`;

    test("answers as any question does, with all that is committed", async () => {
      const { storage } = await open();
      await storage.write((writer) => writer.execute(insert("a", "ä")));
      const bound = sql`SELECT "title", ${1.5} AS "number", ${null} AS "nothing", ${true} AS "yes"
        FROM "books" WHERE "title" = ${"ä"}`;
      const answer = [{ title: "ä", number: 1.5, nothing: null, yes: 1 }];
      expect(await storage.scan(bound)).toEqual(answer);
      expect(await storage.all(bound)).toEqual(answer);
      await storage.write((writer) => writer.execute(insert("b")));
      expect(await storage.scan(sql`SELECT "id" FROM "books" ORDER BY "id"`)).toEqual([
        { id: "a" },
        { id: "b" },
      ]);
    });

    test("refuses in the same words, and answers the next one", async () => {
      const { storage } = await open();
      const missing = await storage.scan(sql`SELECT 1 FROM "no_such"`).catch((thrown) => thrown);
      expect(missing).toBeInstanceOf(StaleSchema);
      const writing = await storage.scan(sql`DELETE FROM "books"`).catch((thrown) => thrown);
      expect(writing).toBeInstanceOf(Error);
      expect(await storage.scan(sql`SELECT 1 AS "one"`)).toEqual([{ one: 1 }]);
    });

    test("lets readers and writers go on meanwhile", async () => {
      const { storage } = await open();
      const order: string[] = [];
      const scan = storage.scan(long).then(() => order.push("scan"));
      await storage.write((writer) => writer.execute(insert("a")));
      order.push(`write ${await titles(storage)}`);
      await nextTurn();
      order.push("turn");
      await scan;
      expect(order).toEqual(["write a", "turn", "scan"]);
    });

    test("is not begun for who is gone, and ended with the storage", async () => {
      const { storage } = await open();
      const first = storage.scan(long);
      const gone = new AbortController();
      const second = storage.scan(long, gone.signal);
      gone.abort();
      expect(await first).toEqual([{ total: 1_000_000 }]);
      await expect(second).rejects.toMatchObject({ code: "unavailable" });
      const third = storage.scan(long);
      const fourth = storage.scan(long);
      await storage.close();
      await expect(third).rejects.toMatchObject({ code: "unavailable" });
      await expect(fourth).rejects.toMatchObject({ code: "unavailable" });
    });
  });

  describe(`${name}: compacting`, () => {
    test("keeps every row while writes go on", async () => {
      const { storage } = await open();
      const insertAll = (from: string) =>
        Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            storage.write((writer) => writer.execute(insert(`${from}${index}`))),
          ),
        );
      await insertAll("a");
      await Promise.all([storage.compact(), insertAll("b")]);
      expect(await titles(storage)).toHaveLength(40);
    });
  });
}
