import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";
import type { Field } from "./field.ts";
import { tokenizeFilter } from "./filter-text.ts";

/** A rule of `collection` with the names that its collections and fields have in `next`. */
export function followRule(
  before: Catalog,
  next: Catalog,
  collection: Collection,
  rule: string,
): string {
  let text = rule;
  for (const token of tokenizeFilter(rule).toReversed()) {
    if (token.kind !== "path") continue;
    const start = token.position - 1;
    const renamed = followPath({ before, next }, collection, token.text.split(".")).join(".");
    text = text.slice(0, start) + renamed + text.slice(start + token.text.length);
  }
  return text;
}

/** The names after `@request.auth.` in a rule, which no single collection has to have. */
export function authFieldsIn(rule: string): string[] {
  return tokenizeFilter(rule).flatMap(({ kind, text }) => {
    const [root, place, name = ""] = kind === "path" ? text.split(".") : [];
    return root === "@request" && place === "auth" ? [bare(name)] : [];
  });
}

interface Schemas {
  readonly before: Catalog;
  readonly next: Catalog;
}

function followPath(schemas: Schemas, own: Collection, names: string[]): string[] {
  const { before } = schemas;
  const [root = "", place = "", ...rest] = names;
  if (root === "@collection") {
    const joined = before.find(bare(place));
    if (!joined) return names;
    const said = withModifier(place, newName(schemas, joined, bare(place)));
    return [root, said, ...followNames(schemas, joined, rest)];
  }
  if (root === "@request" && place === "body") {
    return [root, place, ...followNames(schemas, own, rest)];
  }
  if (root === "@request" && place === "auth") {
    // Where several kinds of people have such a field, the rule keeps what it says of the others.
    const known = before.collections.filter(({ type, fields }) => {
      return type === "auth" && fields.some(({ name }) => name === bare(rest[0] ?? ""));
    });
    return known.length === 1 ? [root, place, ...followNames(schemas, known[0]!, rest)] : names;
  }
  return root.startsWith("@") ? names : followNames(schemas, own, names);
}

/** Along relations, as far as they are some. */
function followNames(schemas: Schemas, start: Collection, names: readonly string[]): string[] {
  let current: Collection | undefined = start;
  return names.map((said) => {
    if (!current) return said;
    const name = bare(said);
    const field = current.fields.find((each) => each.name === name);
    if (field) {
      const renamed = withModifier(said, fieldName(schemas, current, field));
      current =
        field.type === "relation" ? schemas.before.find(String(field.collectionId)) : undefined;
      return renamed;
    }
    const [, from = "", by = ""] = /^(.+?)_via_(.+)$/.exec(name) ?? [];
    const source = schemas.before.find(from);
    const via = source?.fields.find((each) => each.name === by);
    current = via && source;
    if (!source || !via) return said;
    return `${newName(schemas, source, from)}_via_${fieldName(schemas, source, via)}`;
  });
}

/** A collection may be said by its id as well, which stays. */
function newName({ next }: Schemas, { id, name }: Collection, said: string): string {
  if (said.toLowerCase() !== name.toLowerCase()) return said;
  return next.collections.find((each) => each.id === id)?.name ?? said;
}

function fieldName({ next }: Schemas, { id }: Collection, field: Field): string {
  const after = next.collections.find((each) => each.id === id);
  return after?.fields.find((each) => each.id === field.id)?.name ?? field.name;
}

function bare(said: string): string {
  return said.split(":")[0]!;
}

function withModifier(said: string, name: string): string {
  return name + said.slice(bare(said).length);
}
