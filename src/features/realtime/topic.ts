import type { Collection, RuleName } from "../collections/collection.ts";

/** What a client asked to hear of: `posts/*`, `posts/ID`, or a name of its own such as `@oauth2`. */
export interface Topic {
  /** As the client sent it; its events are named so, byte for byte. */
  readonly text: string;
  /** What stands before the `?`. */
  readonly address: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower snake case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** `posts/*?options=…`, the options being `{query, headers}` as JSON. What is not that says nothing. */
export function readTopic(text: string): Topic {
  const start = text.indexOf("?");
  if (start < 0) return { text, address: text, query: {}, headers: {} };
  const options = readOptions(new URLSearchParams(text.slice(start + 1)).get("options"));
  const headers = Object.entries(textsOf(options.headers)).map(([name, value]) => [
    name.toLowerCase().replaceAll("-", "_"),
    value,
  ]);
  return {
    text,
    address: text.slice(0, start),
    query: textsOf(options.query),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

export interface Address {
  readonly text: string;
  readonly rule: Extract<RuleName, "listRule" | "viewRule">;
}

/** Where a record's changes are heard of, and the rule that says by whom. */
export function addressesOf({ id, name }: Collection, record: string): Address[] {
  return [name, id].flatMap((collection): Address[] => [
    { text: `${collection}/*`, rule: "listRule" },
    { text: `${collection}/${record}`, rule: "viewRule" },
    // How PocketBase's oldest clients say `/*`.
    { text: collection, rule: "listRule" },
  ]);
}

function readOptions(text: string | null): {
  readonly query?: unknown;
  readonly headers?: unknown;
} {
  if (!text) return {};
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return {}; // PocketBase takes options that cannot be read for none
  }
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(
    entries.map(([name, each]) => [
      name,
      typeof each === "object" ? JSON.stringify(each) : String(each),
    ]),
  );
}
