import type { Context } from "../../kernel/context.ts";
import type { Problem } from "../../kernel/failure.ts";
import type { Cell } from "../../kernel/storage.ts";
import type { Field } from "../collections/field.ts";

/**
 * Over HTTP what cannot be read as a field's type becomes its empty value, as in PocketBase; an agent
 * or a script is told instead of losing what it sent.
 */
export function misreadValue(
  { request }: Context,
  field: Field,
  given: unknown,
  cell: Cell,
): Problem | null {
  if (request.door === "http" || typeof given !== "string" || given.trim() === "") return null;
  const text = given.trim();
  if (field.type === "date" && cell === "") {
    return unreadable("a date, such as 2024-05-06 07:08:09Z");
  }
  if (field.type === "number" && !Number.isFinite(Number(text))) return unreadable("a number");
  if (field.type === "bool" && !/^(?:true|false|t|f|0|1)$/i.test(text)) {
    return unreadable("true or false");
  }
  return null;
}

function unreadable(what: string): Problem {
  return { code: "validation_invalid_value", message: `Must be ${what}.` };
}
