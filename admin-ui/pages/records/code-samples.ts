import type { Collection, Field } from "../../../src/product.ts";
import { holdsMany } from "../../client/record.ts";
import { editableFields } from "./record/form-values.ts";

export const codeActions = [
  "list",
  "get",
  "create",
  "update",
  "delete",
  "watch",
  "signIn",
] as const;
export type CodeAction = (typeof codeActions)[number];

/** The same in several languages; what cannot be said in one of them is not there. */
export interface Samples {
  readonly curl?: string;
  readonly js?: string;
  readonly mcp?: string;
}

export interface CodeSubject {
  readonly collection: Collection;
  /** Which record, where one is meant. */
  readonly id?: string | undefined;
  /** What of the list is looked at. */
  readonly asked?: Readonly<Record<string, string>>;
  /** The collection's tools, by the operation they call. */
  readonly tools: ReadonlyMap<string, string>;
}

/** What of all that can be asked of a collection. */
export function actionsOf({ type }: Collection): readonly CodeAction[] {
  if (type === "view") return ["list", "get"];
  return codeActions.filter((action) => action !== "signIn" || type === "auth");
}

/** How programs and agents do it. */
export function codeFor(action: CodeAction, subject: CodeSubject): Samples {
  const { collection, id = "RECORD_ID", asked = {} } = subject;
  const { name } = collection;
  const path = `/collections/${encodeURIComponent(name)}/records`;
  const of = `pb.collection(${json(name)})`;
  const tool = (verb: string, given: object) =>
    toolCall(subject.tools.get(`records.${verb}`) ?? `${verb}_${name}`, given);
  switch (action) {
    case "list": {
      const query = new URLSearchParams({ perPage: "50", ...asked });
      const options = Object.keys(asked).length === 0 ? "" : `, ${literal(asked)}`;
      return {
        curl: curl("GET", `${path}?${query}`),
        js: sdk(`const page = await ${of}.getList(1, 50${options});`),
        mcp: tool("list", { ...asked, perPage: 50 }),
      };
    }
    case "get":
      return {
        curl: curl("GET", `${path}/${id}`),
        js: sdk(`const record = await ${of}.getOne(${json(id)});`),
        mcp: tool("get", { id }),
      };
    case "create": {
      const data = exampleOf(collection, () => true);
      return {
        curl: curl("POST", path, data),
        js: sdk(`const record = await ${of}.create(${literal(data)});`),
        mcp: tool("create", { data }),
      };
    }
    case "update": {
      const [first] = Object.entries(exampleOf(collection, ({ type }) => type !== "password"));
      const data = Object.fromEntries(first ? [first] : []);
      return {
        curl: curl("PATCH", `${path}/${id}`, data),
        js: sdk(`const record = await ${of}.update(${json(id)}, ${literal(data)});`),
        mcp: tool("update", { id, data }),
      };
    }
    case "delete":
      return {
        curl: curl("DELETE", `${path}/${id}`),
        js: sdk(`await ${of}.delete(${json(id)});`),
        mcp: tool("delete", { id }),
      };
    case "watch":
      return {
        js: sdk(
          `await ${of}.subscribe("*", ({ action, record }) => {\n  console.log(action, record);\n});`,
        ),
      };
    case "signIn": {
      const data = { identity: "name@example.com", password: "PASSWORD" };
      const address = `/collections/${encodeURIComponent(name)}/auth-with-password`;
      return {
        curl: curl("POST", address, data, false),
        js: sdk(`await ${of}.authWithPassword(${json(data.identity)}, "PASSWORD");`),
      };
    }
  }
}

/** Something that fits each field. Files do not go into JSON. */
function exampleOf(collection: Collection, isWanted: (field: Field) => boolean): object {
  const data = editableFields(collection)
    .filter((field) => isWanted(field) && !(field.system && field.name === "id"))
    .flatMap((field): [string, unknown][] => {
      const value = exampleFor(field);
      if (value === undefined) return [];
      const own: [string, unknown] = [field.name, value];
      return field.type === "password" ? [own, ["passwordConfirm", value]] : [own];
    });
  return Object.fromEntries(data);
}

function exampleFor(field: Field): unknown {
  const one = examples[field.type]?.(field);
  return holdsMany(field) && one !== undefined ? [one] : one;
}

const examples: Partial<Record<Field["type"], (field: Field) => unknown>> = {
  text: ({ name }) => `Some ${name}`,
  number: () => 1,
  bool: () => true,
  email: () => "name@example.com",
  url: () => "https://example.com",
  editor: () => "<p>Some text</p>",
  date: () => "2026-03-01 08:30:00.000Z",
  json: () => ({}),
  geoPoint: () => ({ lon: 8.54, lat: 47.37 }),
  select: ({ values }) => (values as readonly string[] | undefined)?.[0],
  relation: () => "RECORD_ID",
  password: () => "PASSWORD",
};

const origin = globalThis.location?.origin ?? "";

function sdk(call: string): string {
  return `import PocketBase from "pocketbase";\n\nconst pb = new PocketBase("${origin}");\n${call}`;
}

function curl(method: string, path: string, data?: object, isKnown = true): string {
  const address = `${origin}/api/v1${path}`.replaceAll("'", "%27");
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}'${address}'`,
    ...(isKnown ? [`-H 'Authorization: Bearer TOKEN'`] : []),
    ...(data
      ? [
          `-H 'Content-Type: application/json'`,
          `-d '${JSON.stringify(data).replaceAll("'", `'\\''`)}'`,
        ]
      : []),
  ].join(" \\\n  ");
}

function toolCall(name: string, given: object): string {
  return JSON.stringify({ method: "tools/call", params: { name, arguments: given } }, null, 2);
}

function json(value: string): string {
  return JSON.stringify(value);
}

/** An object as people write it in JavaScript. */
function literal(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
}
