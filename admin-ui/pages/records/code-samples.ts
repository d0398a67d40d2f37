import type { RowsQuestion } from "./grid/use-rows.ts";

export interface Samples {
  readonly curl: string;
  readonly js: string;
  readonly mcp: string;
}

/** One record, as programs ask for it. */
export function codeForRecord(collection: string, id: string): Samples {
  const address = `${window.location.origin}/api/v1/collections/${encodeURIComponent(collection)}/records/${id}`;
  return {
    curl: curl(address),
    js: `${sdk}\nconst record = await pb.collection(${text(collection)}).getOne(${text(id)});`,
    mcp: toolCall(`get_${collection}`, { id }),
  };
}

/** The list that is looked at, as programs ask for it. */
export function codeForList({ collection, filter, search, sort }: RowsQuestion): Samples {
  const asked = Object.fromEntries(
    Object.entries({ filter, search, sort }).filter(
      ([, value]) => value !== undefined && value !== "",
    ),
  );
  const query = new URLSearchParams({ perPage: "50", ...(asked as Record<string, string>) });
  const address = `${window.location.origin}/api/v1/collections/${encodeURIComponent(collection)}/records?${query}`;
  const options = Object.keys(asked).length === 0 ? "" : `, ${JSON.stringify(asked, null, 2)}`;
  return {
    curl: curl(address),
    js: `${sdk}\nconst page = await pb.collection(${text(collection)}).getList(1, 50${options});`,
    mcp: toolCall(`list_${collection}`, { ...asked, perPage: 50 }),
  };
}

const sdk = `import PocketBase from "pocketbase";

const pb = new PocketBase("${globalThis.location?.origin ?? ""}");`;

function curl(address: string): string {
  return `curl '${address.replaceAll("'", "%27")}' \\\n  -H 'Authorization: Bearer TOKEN'`;
}

function toolCall(name: string, given: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ method: "tools/call", params: { name, arguments: given } }, null, 2);
}

function text(value: string): string {
  return JSON.stringify(value);
}
