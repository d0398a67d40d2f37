import type { Caller } from "../../kernel/caller.ts";
import { limits } from "../../kernel/limits.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import type { PlainSchema } from "./portable-schema.ts";
import type { Arguments } from "./tool.ts";

/** What an operation calls the number of rows that one answer has. */
const rowInputs = ["perPage", "limit"] as const;

/** A tool's arguments with the token's own limit in them, for listing and for checking. */
export function cappedSchema(schema: PlainSchema, { token }: Caller): PlainSchema {
  const cap = token?.maxPerPage;
  if (cap === undefined) return schema;
  const capped = rowInputs.flatMap((name) => {
    const rows = schema.properties?.[name];
    if (rows?.type !== "integer") return [];
    const { maximum = cap, default: usual } = rows;
    const least = typeof usual === "number" ? { default: Math.min(usual, cap) } : {};
    return [[name, { ...rows, ...least, maximum: Math.min(maximum, cap) }] as const];
  });
  if (capped.length === 0) return schema;
  return { ...schema, properties: { ...schema.properties, ...Object.fromEntries(capped) } };
}

/** An operation's input that answers with no more rows than the token is allowed at once. */
export function withinRowCap(
  { input: { properties } }: AnyOperation,
  { token }: Caller,
  input: Arguments,
): Arguments {
  const cap = token?.maxPerPage;
  const name = rowInputs.find((each) => properties[each]?.type === "integer");
  if (cap === undefined || name === undefined) return input;
  const { default: usual = limits.perPageDefault, maximum = cap } = properties[name];
  const asked = Number(input[name] ?? 0);
  // Nothing, and less, means as many as usual.
  return { ...input, [name]: Math.min(asked > 0 ? asked : usual, maximum, cap) };
}
