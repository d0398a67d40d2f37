// The same question through every door has to bring the same answer, or the same refusal.
import { beforeAll, describe, expect, test } from "bun:test";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { openApp, type App } from "../../src/app.ts";
import { insideRequest } from "../../src/kernel/context.ts";
import { Failure } from "../../src/kernel/failure.ts";
import { invoke } from "../../src/kernel/invoke.ts";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

type Values = Record<string, any>;
type Outcome = { answer: Values } | { refused: string; message: string };
type Door = (caller: Caller, operation: string, input: Values) => Promise<Outcome>;

const callers = ["root", "ana", "reader", "confined"] as const;
type Caller = (typeof callers)[number];

let directory: string;
let url: string;
let app: App;
const tokens = {} as Record<Caller, string>;
const clients = {} as Record<Caller, Client>;

beforeAll(async () => {
  directory = temporaryDirectory();
  app = await openApp({ directory });
  await prepare();
  const scopes = ["--scope", "mcp:read", "--scope", "mcp:write"];
  tokens.root = await mint("root", "--scope", "mcp:admin");
  tokens.ana = await mint("ana", ...scopes, "--user", "people:ana000000000000");
  tokens.reader = await mint("reader", ...scopes, "--read-only");
  tokens.confined = await mint("confined", ...scopes, "--collections", "people");
  ({ url } = await serve(directory));
  for (const caller of callers) {
    const client = new Client({ name: "parity", version: "1" });
    const headers = { authorization: `Bearer ${tokens[caller]}` };
    const transport = new StreamableHTTPClientTransport(new URL(`${url}/api/v1/mcp`), {
      requestInit: { headers },
    });
    await client.connect(transport);
    clients[caller] = client;
  }
}, 60_000);

async function prepare(): Promise<void> {
  const { localOperator } = await import("../../src/kernel/caller.ts");
  const call = (name: string, input: Values) =>
    invoke(app.contextFor(localOperator), app.operations.get(name)!, input);
  await call("collections.create", {
    name: "people",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
    listRule: "",
    viewRule: "",
  });
  const own = "owner = @request.auth.id";
  await call("collections.create", {
    name: "notes",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "stars", type: "number", max: 5 },
      { name: "owner", type: "relation", collectionId: "people" },
      { name: "hush", type: "text", hidden: true },
    ],
    search: { fields: ["title", "hush"] },
    listRule: own,
    viewRule: own,
    createRule: own,
    updateRule: own,
  });
  await call("collections.create", {
    name: "starred",
    type: "view",
    viewQuery: "SELECT id, title, stars, owner FROM notes",
    listRule: own,
    viewRule: own,
  });
  for (const nick of ["ana", "bob"]) {
    const id = `${nick}000000000000`;
    const password = "1234567890";
    const data = { id, nick, email: `${nick}@b.co`, password, passwordConfirm: password };
    await call("records.create", { collection: "people", data });
    const note = { id: `note${nick}00000000`, title: `${nick}'s`, owner: id, hush: "x" };
    await call("records.create", { collection: "notes", data: note });
  }
}

async function mint(name: string, ...words: string[]): Promise<string> {
  const flags = ["--name", name, ...words, "--json", "--dir", directory];
  return (await vaultbase(["token", "mint", ...flags])).json().token;
}

const doors: Record<string, Door> = {
  async direct(caller, operation, input) {
    const context = app.contextFor(await app.identify(tokens[caller]), {
      ...insideRequest,
      door: "mcp",
    });
    try {
      return { answer: await invoke(context, app.operations.get(operation)!, input) };
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      return { refused: thrown.code, message: thrown.message };
    }
  },

  async HTTP(caller, operation, input) {
    const [method = "", path = ""] = app.operations.get(operation)!.http!.split(" ");
    const { data, ...rest } = input;
    const filled = path.replace(/:(\w+)/g, (_, name: string) => {
      const value = String(rest[name]);
      delete rest[name];
      return encodeURIComponent(value);
    });
    const query = method === "GET" ? `?${new URLSearchParams(rest)}` : "";
    const response = await fetch(`${url}/api/v1${filled}${query}`, {
      method,
      headers: { authorization: tokens[caller], "content-type": "application/json" },
      ...(method !== "GET" && { body: JSON.stringify(data ?? rest) }),
    });
    if (response.status === 204) return { answer: {} };
    const body = (await response.json()) as Values;
    const { httpAnswer } = app.operations.get(operation)!;
    return response.ok
      ? { answer: httpAnswer === undefined ? body : { [httpAnswer]: body } }
      : { refused: body.code as string, message: (body.reason ?? body.message) as string };
  },

  async MCP(caller, operation, { collection, ...rest }) {
    const own = app.operations.get(operation)!.tool;
    const tool = own
      ? { name: own.name, arguments: { ...(collection && { collection }), ...rest } }
      : { name: `${operation.split(".")[1]}_${collection}`, arguments: rest };
    const result = await clients[caller].callTool(tool);
    if (!result.isError) {
      const { note: _, ...answer } = result.structuredContent as Values;
      return { answer };
    }
    const text = (result.content as { text: string }[])[0]!.text;
    const [, refused = "", message = ""] = /^(\w+): (.*)/.exec(text) ?? [];
    return { refused, message };
  },

  async "the command line"(caller, operation, input) {
    const words = operation.split(".");
    const { command, effect } = app.operations.get(operation)!;
    const { positional } = command!;
    const flags = Object.entries(input)
      .filter(([name]) => !positional.includes(name))
      .flatMap(([name, value]) => [
        `--${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
      ]);
    const given = [...words, ...positional.map((name) => String(input[name])), ...flags, "--yes"];
    const allowed = effect === "destroy" ? given : given.slice(0, -1);
    const ran = await vaultbase([...allowed, "--json", "--url", url, "--token", tokens[caller]]);
    if (ran.exitCode === 0) return { answer: ran.stdout.trim() === "" ? {} : ran.json() };
    const message = /^Error: (.*)/m.exec(ran.stderr)?.[1] ?? ran.stderr;
    return { refused: "", message };
  },
};

const notes = { collection: "notes" };
const batchOf = (...requests: Values[]) => ({ requests });
const notesUrl = "/api/collections/notes/records";
const starred = { collection: "starred" };
const anas = { ...notes, id: "noteana00000000" };
const bobs = { ...notes, id: "notebob00000000" };

/** Who, what, with what; `refused` is the failure's code, otherwise there has to be an answer. */
const cases: [Caller, string, Values, refused?: string][] = [
  ["root", "records.list", { ...notes, sort: "title" }],
  ["ana", "records.list", { ...notes, sort: "title" }],
  ["reader", "records.list", { ...notes, filter: "title ~ 'bob'" }],
  ["ana", "records.list", { ...notes, filter: "title ~ 'bob'" }],
  ["root", "records.list", { ...notes, filter: "titel = 1" }, "invalid"],
  ["root", "records.list", { ...notes, filter: "title = " }, "invalid"],
  ["ana", "records.list", { ...notes, filter: "hush = 'x'" }, "invalid"],
  ["ana", "records.list", { ...notes, sort: "-hush" }, "invalid"],
  ["ana", "records.list", { ...notes, search: `"ana's" -bob` }],
  ["ana", "records.list", { ...notes, search: "x" }],
  ["root", "records.list", { ...notes, search: "x", filter: "stars = 0", sort: "-title" }],
  ["confined", "records.list", { collection: "people", sort: "nick" }],
  ["root", "records.get", { ...anas, expand: "owner" }],
  ["ana", "records.get", { ...anas, expand: "owner", fields: "id,title,expand.owner.nick" }],
  ["ana", "records.get", bobs, "notFound"],
  ["root", "records.get", { ...notes, id: "nosuchrecord000" }, "notFound"],
  [
    "root",
    "records.create",
    { ...notes, data: { title: "t", owner: "nobody000000000" } },
    "invalid",
  ],
  [
    "ana",
    "records.create",
    { ...notes, data: { title: "t", owner: "bob000000000000" } },
    "invalid",
  ],
  ["reader", "records.create", { ...notes, data: { title: "t" } }, "forbidden"],
  ["ana", "records.update", { ...anas, data: { stars: 4 } }],
  ["ana", "records.update", { ...bobs, data: { stars: 4 } }, "notFound"],
  ["reader", "records.update", { ...anas, data: { stars: 1 } }, "forbidden"],
  ["ana", "records.delete", anas, "forbidden"],
  ["reader", "records.delete", anas, "forbidden"],
  ["root", "records.list", { ...starred, sort: "-title", expand: "owner" }],
  ["ana", "records.list", { ...starred, filter: "stars >= 0" }],
  ["ana", "records.get", { ...starred, id: "noteana00000000" }],
  ["ana", "records.get", { ...starred, id: "notebob00000000" }, "notFound"],
  ["root", "collections.describe", starred],
  ["root", "collections.preview", { query: "SELECT id, title FROM notes" }],
  ["root", "collections.preview", { query: "SELECT id, titel FROM notes" }, "invalid"],
  ["ana", "collections.preview", { query: "SELECT id FROM notes" }, "forbidden"],
  [
    "ana",
    "records.batch",
    batchOf({ method: "PATCH", url: `${notesUrl}/noteana00000000`, body: { stars: 3 } }),
  ],
  [
    "ana",
    "records.batch",
    batchOf(
      { method: "PATCH", url: `${notesUrl}/noteana00000000`, body: { stars: 2 } },
      { method: "PATCH", url: `${notesUrl}/notebob00000000`, body: { stars: 2 } },
    ),
    "invalid",
  ],
  ["reader", "records.batch", batchOf({ method: "POST", url: notesUrl, body: {} }), "forbidden"],
  ["root", "collections.describe", notes],
  ["ana", "collections.describe", notes],
  ["root", "collections.describe", { collection: "nots" }, "notFound"],
  ["confined", "collections.describe", notes, "notFound"],
];

describe("every door gives the same", () => {
  for (const [caller, operation, input, refused] of cases) {
    test(`${caller}: ${operation} ${JSON.stringify(input)}`, async () => {
      const expected = await doors.direct!(caller, operation, input);
      expect("refused" in expected ? expected.refused : undefined).toBe(refused);
      for (const [name, ask] of Object.entries(doors)) {
        const outcome = await ask(caller, operation, input);
        expect({ door: name, ...comparable(outcome, expected) }).toEqual({
          door: name,
          ...comparable(expected, expected),
        });
      }
    });
  }
});

/** Times differ from call to call, and the command line's exit has no code. */
function comparable(outcome: Outcome, expected: Outcome): Values {
  if ("answer" in outcome) {
    const text = JSON.stringify(outcome.answer, (key, value: unknown) =>
      key === "updated_at" ? undefined : value,
    );
    return { answer: JSON.parse(text) as Values };
  }
  const refused = outcome.refused || ("refused" in expected ? expected.refused : "answered");
  return { refused, message: outcome.message.replace(/\.$/, "") };
}
