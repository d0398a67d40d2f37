import { beforeEach, describe, expect, test } from "bun:test";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { auditEntries } from "../../../src/features/audit/audit-entries.ts";
import { guest, localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { expandScopes, type Scope } from "../../../src/kernel/scope.ts";
import { sql, type Sql } from "../../../src/kernel/sql.ts";
import type { Storage } from "../../../src/kernel/storage.ts";
import { openTrace } from "../../../src/kernel/trace.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  const fields = [{ name: "title", type: "text", required: true }];
  await app.call("collections.create", { name: "notes", fields });
});

function agent(scopes: Scope[], readOnly = false): Caller {
  const grant = { id: "t1", name: "claude", readOnly, collections: null };
  const token = { ...grant, scopes: expandScopes(scopes) };
  return { superuser: true, record: null, token, actor: "mcp:claude" };
}

const writer = agent(["mcp:read", "mcp:write"]);
const overMcp = { door: "mcp", transport: "http", client: { name: "c", version: "1" } } as const;
const note = { collection: "notes", data: { title: "x" } };

interface Entry {
  readonly id: string;
  readonly operation: string;
  readonly outcome: string;
  readonly changed: readonly { record: string; action: string }[];
}

/** Newest first; entries of calls that changed nothing take a moment to get there. */
async function entries(input: object = {}): Promise<Entry[]> {
  await app.services.audit.settled();
  return (await app.call("audit.list", input)).items;
}

const latest = async () => (await entries({ perPage: 1 }))[0]!;

describe("the arguments' hash", () => {
  const hashOf = async (operation: string, input: object): Promise<string> => {
    await app.call(operation, input);
    const [entry] = (await entries({ operation, perPage: 1 })) as (Entry & {
      argumentsHash: string;
    })[];
    return entry!.argumentsHash;
  };

  test("tells calls apart, and nothing of a password, whatever its field is called", async () => {
    await app.call("collections.create", {
      name: "doors",
      fields: [
        { name: "floor", type: "number" },
        { name: "pin", type: "password", min: 4 },
        { name: "note", type: "text", hidden: true },
      ],
    });
    const made = (floor: number, pin: string, note: string) =>
      hashOf("records.create", { collection: "doors", data: { floor, pin, note } });
    const first = await made(1, "1111", "a");
    expect(await made(1, "2222", "b")).toBe(first);
    expect(await made(2, "1111", "a")).not.toBe(first);
  });

  test("nor of a secret setting, said by its path or in its group", async () => {
    const set = (password: string) => hashOf("settings.set", { smtp: { password } });
    expect(await set("one")).toBe(await set("another"));
    const traced = (value: string) => {
      const seen: string[] = [];
      const context = app.contextFor(localOperator);
      const { secretNames } = context.audit;
      const audit = {
        secretNames,
        keep: () => Promise.resolve(),
        record: ({ argumentsHash }: { argumentsHash: string }) => void seen.push(argumentsHash),
      };
      openTrace({ ...context, audit }, "x", { key: "s3.secret", value }).end("ok");
      return seen[0];
    };
    expect(traced("one")).toBe(traced("another"));
  });
});

describe("an entry", () => {
  test("comes with the change it tells of: both last, or neither does", async () => {
    const made = await app.call("records.create", note, writer, overMcp);
    // Straight from the table, where nothing that waits can be seen.
    const rows = await app.storage.all(
      sql`SELECT "a"."operation", "a"."outcome", "a"."token", "a"."client", "c"."record"
        FROM "_changes" AS "c" JOIN "_audit" AS "a" ON "a"."id" = "c"."call"
        WHERE "c"."record" = ${made.id}`,
    );
    const told = { operation: "records.create", outcome: "ok", token: "t1", client: "c 1" };
    expect(rows).toEqual([{ ...told, record: made.id }]);
  });

  test("stands for every change there is, whatever changed", async () => {
    const { id } = await app.call("tokens.mint", { name: "short", scopes: ["mcp:read"] });
    await app.call("tokens.revoke", { id });
    await app.call("settings.set", { meta: { appName: "Library" } });
    await app.call("flags.update", { key: "dark", type: "bool", default: true });
    await app.call("records.seed", { collection: "notes", count: 3 });
    await app.call("collections.delete", { collection: "notes" });
    const orphans = await app.storage.all(
      sql`SELECT * FROM "_changes" WHERE "call" NOT IN (SELECT "id" FROM "_audit")`,
    );
    expect(orphans).toEqual([]);
  });

  test("tells a failure that came after a write that stays", async () => {
    const trace = openTrace(app.contextFor(localOperator), "notes.tidy", {});
    await trace.context.storage.write(() => Promise.resolve());
    trace.end("unavailable");
    expect(await entries({ operation: "notes.tidy" })).toMatchObject([{ outcome: "unavailable" }]);
  });

  test("stands for what comes round by itself, too", async () => {
    await app.call("collections.create", { name: "users", type: "auth" });
    await app.call("crons.run", { id: "__pbOTPCleanup__" });
    await Bun.sleep(100);
    const [entry] = await entries({ actor: "cron:__pbOTPCleanup__" });
    expect(entry).toMatchObject({ operation: "crons.__pbOTPCleanup__", outcome: "ok" });
  });

  test("keeps no secret that a client or a tool is called by", async () => {
    const client = { name: "vbat_canary.x.y", version: "1" };
    await app.call("records.create", note, writer, { ...overMcp, client });
    expect(await latest()).toMatchObject({ client: "*** 1" });
  });
});

describe("a call leaves exactly one entry, with its outcome:", () => {
  const missing = { collection: "notes", id: "nothing00000000" };
  const rows: [string, Caller, string, object, string][] = [
    ["done", writer, "records.create", note, "ok"],
    ["a wrong value", writer, "records.create", { ...note, data: {} }, "invalid"],
    ["a missing record", writer, "records.delete", missing, "notFound"],
    ["without the scope", agent(["mcp:read"]), "records.create", note, "forbidden"],
    ["a token that reads", agent(["mcp:write"], true), "records.create", note, "forbidden"],
    ["nobody", guest, "collections.delete", { collection: "notes" }, "unauthenticated"],
    ["a read over MCP", agent(["mcp:read"]), "records.list", { collection: "notes" }, "ok"],
  ];

  test.each(rows)("%s", async (_, caller, operation, input, outcome) => {
    const before = (await entries()).length;
    const facts = operation === "collections.delete" ? {} : overMcp;
    await app.call(operation, input, caller, facts).catch(() => null);
    const items = await entries();
    expect([items.length, items[0]?.operation, items[0]?.outcome]).toEqual([
      before + 1,
      operation,
      outcome,
    ]);
    expect(items[0]?.changed).toHaveLength(
      operation === "records.create" && outcome === "ok" ? 1 : 0,
    );
  });

  test("too many", async () => {
    const rules = [{ label: "notes:create", audience: "", duration: 60, maxRequests: 1 }];
    await app.call("settings.set", { rateLimits: { enabled: true, rules } });
    await app.call("collections.update", { collection: "notes", createRule: "" });
    const facts = { ...overMcp, address: "203.0.113.5" };
    await app.call("records.create", note, guest, facts);
    await app.refusal("records.create", note, guest, facts);
    expect(await latest()).toMatchObject({ operation: "records.create", outcome: "rateLimited" });
  });

  test("nothing that is only read over HTTP", async () => {
    const before = (await entries()).length;
    await app.call("records.list", { collection: "notes" }, writer, { door: "http" });
    expect(await entries()).toHaveLength(before);
  });
});

describe("copies in files", () => {
  const lines = async () => {
    await app.services.audit.settled();
    const directory = join(app.directory, "audit");
    const [name = ""] = await readdir(directory);
    expect(name).toBe(`${new Date().toISOString().slice(0, 10)}.jsonl`);
    const text = await readFile(join(directory, name), "utf8");
    return text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  const turnOn = (more: object = {}) =>
    app.call("settings.set", { audit: { files: true, ...more } });

  test("are made where the setting asks for them: a line per call, with what it changed", async () => {
    await app.call("records.create", note, writer, overMcp);
    await turnOn();
    const made = await app.call("records.create", note, writer, overMcp);
    await app.refusal("records.create", { ...note, data: {} }, writer, overMcp);
    const told = (await lines()).filter(({ operation }) => operation === "records.create");
    expect(told).toMatchObject([
      {
        actor: "mcp:claude",
        token: "t1",
        client: "c 1",
        transport: "http",
        outcome: "ok",
        arguments: note,
        changed: [{ record: made.id, action: "create" }],
      },
      { outcome: "invalid", changed: [] },
    ]);
    const { mode } = await stat(join(app.directory, "audit"));
    expect(mode & 0o777).toBe(0o700);
  });

  test("leave out secrets: by their name, by the collection's word, by the setting's, by their looks", async () => {
    await turnOn({ redact: ["diagnosis"] });
    const fields = [
      { name: "pin", type: "password" },
      { name: "salary", type: "number", hidden: true },
      { name: "diagnosis", type: "text" },
      { name: "text", type: "text" },
    ];
    await app.call("collections.create", { name: "people", fields });
    const data = {
      pin: "canary-pin-1",
      salary: 424242,
      diagnosis: "canary-illness",
      text: "psst: vbat_canary.token.x and AKIACANARYCANARY0001",
    };
    await app.call("records.create", { collection: "people", data }, writer, overMcp);
    await app.call("settings.set", { smtp: { username: "me", password: "canary-smtp" } });
    const minted = await app.call("tokens.mint", { name: "short", scopes: ["mcp:read"] });
    const client = { name: minted.token, version: "1" };
    await app.call("records.list", { collection: "notes" }, writer, { ...overMcp, client });
    const text = JSON.stringify(await lines());
    expect(text).toContain('"pin":"***","salary":"***","diagnosis":"***"');
    for (const canary of ["canary", "424242", "CANARY", minted.token]) {
      expect(text).not.toContain(canary);
    }
  });

  test("are forgotten with the entries, when their time is over", async () => {
    await turnOn({ maxDays: 30 });
    await app.call("records.create", note);
    await lines();
    const old = join(app.directory, "audit", "2020-01-01.jsonl");
    const other = join(app.directory, "audit", "2020-01-01.txt");
    await Promise.all([writeFile(old, "{}\n"), writeFile(other, "mine")]);
    await app.storage.write((each) =>
      each.execute(
        sql`INSERT INTO "_audit" ("id", "at") VALUES ('0k4uold', '2020-01-01T00:00:00Z')`,
      ),
    );
    await app.call("crons.run", { id: "__vbAuditCleanup__" });
    await Bun.sleep(50);
    expect((await readdir(join(app.directory, "audit"))).toSorted()).toEqual([
      "2020-01-01.txt",
      `${new Date().toISOString().slice(0, 10)}.jsonl`,
    ]);
    expect(await app.storage.all(sql`SELECT 1 FROM "_audit" WHERE "id" = '0k4uold'`)).toEqual([]);
  });

  test("that cannot be written hold up nobody; it is said once, and how many were lost", async () => {
    const reported: string[] = [];
    app = await openTestApp({ report: (_, where) => void reported.push(where) });
    await app.call("collections.create", { name: "notes", fields: [] });
    // A file where the directory should be fails like a full disk does.
    await writeFile(join(app.directory, "audit"), "in the way");
    await turnOn();
    for (let count = 0; count < 3; count++) {
      await app.call("records.create", { collection: "notes", data: {} });
      await app.services.audit.settled();
    }
    expect(reported).toEqual(["audit files"]);
    await Bun.file(join(app.directory, "audit")).delete();
    await app.call("records.create", { collection: "notes", data: {} });
    expect(await lines()).toHaveLength(1);
    const { items } = await app.call("logs.list", { filter: "data.type = 'dropped'" });
    expect(items[0].data.count).toBe(4);
  });

  test("go where the environment says, whatever the setting", async () => {
    const directory = join(app.directory, "elsewhere");
    app = await openTestApp({ environment: { VAULTBASE_AUDIT_DIR: directory } });
    await app.call("collections.create", { name: "notes", fields: [] });
    await app.services.audit.settled();
    expect(await readdir(directory)).toHaveLength(1);
  });
});

describe("the audit is asked", () => {
  const operations = async (input: object) => (await entries(input)).map((each) => each.operation);

  test("by what was changed, and calls collections by their names", async () => {
    const made = await app.call("records.create", note);
    await app.call("collections.create", { name: "others", fields: [] });
    await app.call("records.create", { collection: "others", data: {} });
    await app.call("records.delete", { collection: "notes", id: made.id });
    const both = ["records.delete", "records.create"];
    expect(await operations({ collection: "notes", record: made.id })).toEqual(both);
    expect(await operations({ collection: "notes" })).toEqual(both);
    expect(await operations({ record: made.id })).toEqual(both);
    expect(await operations({ collection: "others" })).toEqual(["records.create"]);
    await app.call("records.list", { collection: "notes" }, writer, overMcp);
    expect(await operations({ changed: false })).toEqual(["records.list"]);
    expect(await operations({ changed: true, perPage: 1 })).toEqual(["records.delete"]);
    const { items } = await app.call("audit.list", { record: made.id });
    const change = { collection: "notes", record: made.id };
    expect(items[0].changed).toEqual([{ ...change, action: "delete" }]);
    expect(await operations({ call: items[1].id })).toEqual(["records.create"]);

    const { id } = await app.services.catalogs.current().then((all) => all.get("notes"));
    await app.call("collections.delete", { collection: "notes" });
    const [gone] = (await app.call("audit.list", { record: made.id })).items;
    expect(gone.changed[0].collection).toBe(id);
    expect(await operations({ collection: id, record: made.id })).toEqual(both);
  });

  test("for all that failed, and for one way of failing", async () => {
    await app.call("records.create", note, writer, overMcp);
    await app.refusal("records.create", { ...note, data: {} }, writer, overMcp);
    await app.refusal("collections.delete", { collection: "notes" }, guest, overMcp);
    expect(await operations({ outcome: "failed" })).toEqual([
      "collections.delete",
      "records.create",
    ]);
    expect(await operations({ outcome: "invalid" })).toEqual(["records.create"]);
    expect(await operations({ outcome: "ok", token: "t1" })).toEqual(["records.create"]);
  });

  test("while others go on, where it has to be looked through as a whole", async () => {
    await app.storage.write((writer) =>
      writer.execute(
        sql`WITH RECURSIVE "n" ("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < 300000)
          INSERT INTO "_audit" ("id", "operation") SELECT printf('%019d', "i"), 'records.create' FROM "n"`,
      ),
    );
    const ended: string[] = [];
    const rare = app
      .call("audit.list", { operation: "collections.import" })
      .then(() => ended.push("the audit"));
    await app.services.audit.caughtUp();
    await app.call("records.create", note);
    ended.push("a write");
    await rare;
    expect(ended).toEqual(["a write", "the audit"]);
  });

  test("without looking through everybody's calls for one actor's, one token's, or failed ones", async () => {
    const asked: Sql[] = [];
    const context = app.contextFor(localOperator);
    const storage = Object.create(context.storage) as Storage;
    storage.scan = (statement) => {
      asked.push(statement);
      return app.storage.scan(statement);
    };
    const rows: [question: object, index: string][] = [
      [{ actor: "users:x" }, "_audit_actor"],
      [{ actor: "users:x", from: "7d" }, "_audit_actor"],
      [{ token: "t9" }, "_audit_token"],
      [{ outcome: "conflict" }, "_audit_outcome"],
    ];
    for (const [question, index] of rows) {
      asked.length = 0;
      await auditEntries({ ...context, storage }, { ...question, page: 1, perPage: 50 });
      const { parts, values } = asked[0]!;
      const [first = "", ...rest] = parts;
      const plan = await app.storage.all({
        parts: [`EXPLAIN QUERY PLAN ${first}`, ...rest],
        values,
      });
      const [step = {}, ...more] = plan;
      expect(String(step.detail)).toContain(`USING INDEX ${index} `);
      // Nothing is left to be sorted.
      expect(more).toEqual([]);
    }
  });
});
