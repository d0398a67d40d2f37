import { Kind, Type, TypeRegistry, type TUnsafe } from "@sinclair/typebox";

// TypeBox prints the `enum` of a text and does not look at it: this kind does.
TypeRegistry.Set<{ readonly enum: readonly string[] }>(
  "Choice",
  (schema, value) => typeof value === "string" && schema.enum.includes(value),
);

/** One of some words, and nothing else. */
export function choice<const Word extends string>(
  words: readonly Word[],
  description?: string,
): TUnsafe<Word> {
  const said = description === undefined ? {} : { description };
  return Type.Unsafe<Word>({ [Kind]: "Choice", type: "string", enum: [...words], ...said });
}
