import type { Collection } from "../../../../src/product.ts";
import { needsNobody, placeOf, type Endpoint } from "./endpoint.ts";
import { changeExample, newRecordExample } from "./record-example.ts";

export const codeLanguages = ["js", "curl", "mcp"] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

/** The same in several languages; what cannot be said in one of them is not there. */
export type Samples = Readonly<Partial<Record<CodeLanguage, string>>>;

export interface CodeSubject {
  readonly collection: Collection;
  /** Which record, where one is meant. */
  readonly id?: string | undefined;
  /** What of the list is looked at. */
  readonly asked?: Readonly<Record<string, string>>;
  /** What is sent, where that is no record. */
  readonly body?: unknown;
  /** The tools' names, by the operation they call. */
  readonly tools: ReadonlyMap<string, string>;
}

/** How programs and agents do it. */
export function codeFor(endpoint: Endpoint, subject: CodeSubject): Samples {
  const data = bodyOf(endpoint, subject);
  const js = scriptFor(endpoint, subject, data);
  const mcp = toolCallFor(endpoint, subject, data);
  return {
    js: `import PocketBase from "pocketbase";\n\nconst pb = new PocketBase("${origin}");\n${js}`,
    curl: endpoint === "live" ? listening(subject.collection) : curlFor(endpoint, subject, data),
    ...(mcp !== undefined && { mcp }),
  };
}

/** What the request's body says, as JSON. */
export function bodyOf(endpoint: Endpoint, { collection, body }: CodeSubject): unknown {
  if (endpoint === "records.create") return newRecordExample(collection);
  if (endpoint === "records.update") return changeExample(collection);
  if (endpoint !== "records.batch") return body;
  const url = `/api/collections/${collection.name}/records`;
  return {
    requests: [
      { method: "POST", url, body: newRecordExample(collection) },
      { method: "DELETE", url: `${url}/RECORD_ID` },
    ],
  };
}

function scriptFor(endpoint: Endpoint, subject: CodeSubject, data: unknown): string {
  const { collection, id = "RECORD_ID", asked = {} } = subject;
  const of = `pb.collection(${json(collection.name)})`;
  const options = Object.keys(asked).length === 0 ? "" : `, ${literal(asked)}`;
  const file = collection.fields.find(({ type }) => type === "file")?.name ?? "file";
  const scripts: Readonly<Record<Endpoint, () => string>> = {
    "records.list": () => `const page = await ${of}.getList(1, 50${options});`,
    "records.get": () => `const record = await ${of}.getOne(${json(id)});`,
    "records.create": () => `const record = await ${of}.create(${literal(data)});`,
    "records.update": () => `const record = await ${of}.update(${json(id)}, ${literal(data)});`,
    "records.delete": () => `await ${of}.delete(${json(id)});`,
    "records.batch": () =>
      [
        "const batch = pb.createBatch();",
        `batch.collection(${json(collection.name)}).create(${literal(newRecordExample(collection))});`,
        `batch.collection(${json(collection.name)}).delete(${json(id)});`,
        "const results = await batch.send();",
      ].join("\n"),
    file: () =>
      [
        `const record = await ${of}.getOne(${json(id)});`,
        `const address = pb.files.getURL(record, ${json(file)}, { thumb: "100x100" });`,
      ].join("\n"),
    live: () =>
      `await ${of}.subscribe("*", ({ action, record }) => {\n  console.log(action, record);\n});`,
    "auth.methods": () => `const methods = await ${of}.listAuthMethods();`,
    "auth.withPassword": () =>
      `const { record, token } = await ${of}.authWithPassword(\n  "name@example.com",\n  "PASSWORD",\n);`,
    "auth.withOAuth2": () =>
      `const { record, token } = await ${of}.authWithOAuth2({ provider: "google" });`,
    "auth.requestOtp": () => `const { otpId } = await ${of}.requestOTP("name@example.com");`,
    "auth.withOtp": () =>
      `const { record, token } = await ${of}.authWithOTP("OTP_ID", "PASSWORD");`,
    "auth.refresh": () => `const { record, token } = await ${of}.authRefresh();`,
    "auth.requestVerification": () => `await ${of}.requestVerification("name@example.com");`,
    "auth.confirmVerification": () => `await ${of}.confirmVerification("TOKEN");`,
    "auth.requestPasswordReset": () => `await ${of}.requestPasswordReset("name@example.com");`,
    "auth.confirmPasswordReset": () =>
      `await ${of}.confirmPasswordReset(\n  "TOKEN",\n  "PASSWORD",\n  "PASSWORD",\n);`,
    "auth.requestEmailChange": () => `await ${of}.requestEmailChange("new@example.com");`,
    "auth.confirmEmailChange": () => `await ${of}.confirmEmailChange("TOKEN", "PASSWORD");`,
  };
  return scripts[endpoint]();
}

function curlFor(endpoint: Endpoint, subject: CodeSubject, data: unknown): string {
  const { collection, id = "RECORD_ID", asked = {} } = subject;
  const { method, path } = placeOf(endpoint, collection);
  const query =
    endpoint === "records.list" ? `?${new URLSearchParams({ perPage: "50", ...asked })}` : "";
  const place = path.replace("{id}", id).replace("{name}", "FILE_NAME");
  return curl(method, place + query, data, !needsNobody(endpoint));
}

/** A stream, and in another shell what it is to tell of. */
function listening({ name }: Collection): string {
  const told = { clientId: "CLIENT_ID", subscriptions: [`${name}/*`] };
  return `${curl("GET", "/realtime", undefined, false).replace("curl", "curl -N")}\n\n${curl("POST", "/realtime", told, true)}`;
}

function toolCallFor(endpoint: Endpoint, subject: CodeSubject, data: unknown): string | undefined {
  const { collection, id = "RECORD_ID", asked = {}, tools } = subject;
  const given: Partial<Record<Endpoint, object>> = {
    "records.list": { ...asked, perPage: 50 },
    "records.get": { id },
    "records.create": { data },
    "records.update": { id, data },
    "records.delete": { id },
    "records.batch": data as object,
  };
  const name = tools.get(endpoint) ?? `${endpoint.replace("records.", "")}_${collection.name}`;
  const params = given[endpoint] && { name, arguments: given[endpoint] };
  return params && JSON.stringify({ method: "tools/call", params }, null, 2);
}

const origin = globalThis.location?.origin ?? "";

function curl(method: string, path: string, data: unknown, isKnown: boolean): string {
  const address = `${origin}/api/v1${path}`.replaceAll("'", "%27");
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}'${address}'`,
    ...(isKnown ? [`-H 'Authorization: Bearer TOKEN'`] : []),
    ...(data === undefined
      ? []
      : [
          `-H 'Content-Type: application/json'`,
          `-d '${JSON.stringify(data).replaceAll("'", `'\\''`)}'`,
        ]),
  ].join(" \\\n  ");
}

function json(value: string): string {
  return JSON.stringify(value);
}

/** An object as people write it in JavaScript. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
}
