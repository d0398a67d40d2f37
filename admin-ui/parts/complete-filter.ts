import type { Collection, Field } from "../../src/product.ts";
import type { Completion } from "./code-editor-props.ts";

/** What filters may say besides fields. */
const macros = [
  "@now",
  "@todayStart",
  "@todayEnd",
  "@yesterday",
  "@tomorrow",
  "@monthStart",
  "@monthEnd",
  "@yearStart",
  "@yearEnd",
];

/** What only rules may say. */
const ruleMacros = [
  "@request.auth.id",
  "@request.auth.",
  "@request.body.",
  "@request.query.",
  "@request.headers.",
  "@request.method",
  "@request.context",
  "@collection.",
];

const modifiers: Readonly<Record<string, readonly string[]>> = {
  text: ["lower"],
  email: ["lower"],
  url: ["lower"],
  editor: ["lower"],
  select: ["length", "each"],
  relation: ["length", "each"],
  file: ["length", "each"],
};

const calls = ["geoDistance(", "strftime("].map((label) => ({
  label,
  detail: "function",
  kind: "function" as const,
}));

export interface FilterCompletionOptions {
  /** Rules know who asks and what is sent; filters of lists do not. */
  readonly isRule?: boolean;
}

/** What may stand at the end of `before`: fields along relations, macros, choices of a select field. */
export function completeFilter(
  before: string,
  collection: Collection,
  collections: readonly Collection[],
  { isRule = false }: FilterCompletionOptions = {},
): readonly Completion[] {
  const choices = choicesAt(before, collection, collections);
  if (choices) return choices;
  const word = /[@\w.:]*$/.exec(before)?.[0] ?? "";
  if (word.startsWith("@")) return macrosFor(word, collection, collections, isRule);
  return [...fieldsAt(word, collection, collections), ...startingWith(word, calls)];
}

function fieldsAt(
  word: string,
  collection: Collection,
  collections: readonly Collection[],
): Completion[] {
  const colon = word.lastIndexOf(":");
  if (colon >= 0) {
    const field = fieldAt(word.slice(0, colon).split("."), collection, collections);
    return suggest(word.slice(colon + 1), field ? (modifiers[field.type] ?? []) : [], "keyword");
  }
  const steps = word.split(".");
  const last = steps.pop() ?? "";
  const home = steps.reduce<Collection | undefined>(
    (at, step) => at && stepInto(at, step, collections),
    collection,
  );
  if (!home) return [];
  const own = home.fields
    .filter(({ type, name }) => type !== "password" && name !== "tokenKey")
    .map(({ name, type }) => ({ label: name, detail: type, kind: "field" as const }));
  const back = backRelations(home, collections).map((label) => ({
    label,
    detail: "back relation",
    kind: "field" as const,
  }));
  return startingWith(last, [...own, ...back]);
}

/** Where a name leads: along a relation, or back along somebody else's. */
function stepInto(
  from: Collection,
  step: string,
  collections: readonly Collection[],
): Collection | undefined {
  const back = /^(\w+)_via_\w+$/.exec(step)?.[1];
  if (back !== undefined) return collections.find(({ name }) => name === back);
  const field = from.fields.find(({ name }) => name === step);
  return collections.find(({ id }) => id === field?.collectionId);
}

function backRelations(home: Collection, collections: readonly Collection[]): string[] {
  return collections.flatMap(({ name, fields }) =>
    fields
      .filter(({ collectionId }) => collectionId === home.id)
      .map((field) => `${name}_via_${field.name}`),
  );
}

function fieldAt(
  path: readonly string[],
  collection: Collection,
  collections: readonly Collection[],
): Field | undefined {
  const home = path
    .slice(0, -1)
    .reduce<Collection | undefined>(
      (at, step) => at && stepInto(at, step, collections),
      collection,
    );
  return home?.fields.find(({ name }) => name === path.at(-1));
}

/** `status = "dr`: what the field may be. Null where no text of a choice is being written. */
function choicesAt(
  before: string,
  collection: Collection,
  collections: readonly Collection[],
): Completion[] | null {
  const match = /([\w.]+)(?::\w+)?\s*\??[!=~]+\s*(["']?)([^"'\s]*)$/.exec(before);
  if (!match) return null;
  const [, path = "", quote = "", typed = ""] = match;
  const field = fieldAt(path.split("."), collection, collections);
  const values =
    field?.type === "select"
      ? (field.values as string[])
      : field?.type === "bool"
        ? null
        : undefined;
  if (values === undefined) return null;
  if (values === null) return suggest(typed, ["true", "false"], "value");
  return startingWith(
    typed,
    values.map((label) => ({ label, kind: "value" as const })),
  ).map((each) => (quote === "" ? { ...each, label: JSON.stringify(each.label) } : each));
}

function macrosFor(
  word: string,
  collection: Collection,
  collections: readonly Collection[],
  isRule: boolean,
): readonly Completion[] {
  const auth = /^@request\.auth\.(.*)$/.exec(word)?.[1];
  if (isRule && auth !== undefined) {
    // It may be an account of any of them.
    const found = collections
      .filter(({ type }) => type === "auth")
      .flatMap((home) => fieldsAt(auth, home, collections));
    return [...new Map(found.map((each) => [each.label, each])).values()];
  }
  const body = /^@request\.body\.(.*)$/.exec(word)?.[1];
  if (isRule && body !== undefined) {
    const modified = /^\w+:(\w*)$/.exec(body)?.[1];
    const found = fieldsAt(body, collection, collections);
    return modified === undefined
      ? found
      : [...suggest(modified, ["isset", "changed"], "keyword"), ...found];
  }
  const other = /^@collection\.([\w]*)$/.exec(word)?.[1];
  if (other !== undefined)
    return suggest(
      other,
      collections.map(({ name }) => name),
      "field",
    );
  const [, name, rest] = /^@collection\.(\w+)\.(.*)$/.exec(word) ?? [];
  const target = collections.find((each) => each.name === name);
  if (target && rest !== undefined) return fieldsAt(rest, target, collections);
  return suggest(word, isRule ? [...ruleMacros, ...macros] : macros, "macro");
}

function suggest(
  typed: string,
  labels: readonly string[],
  kind: NonNullable<Completion["kind"]>,
): Completion[] {
  return startingWith(
    typed,
    labels.map((label) => ({ label, kind })),
  );
}

function startingWith(typed: string, found: readonly Omit<Completion, "replaces">[]): Completion[] {
  const start = typed.toLowerCase();
  return found
    .filter(({ label }) => label.toLowerCase().startsWith(start))
    .map((each) => ({ ...each, replaces: typed.length }));
}
