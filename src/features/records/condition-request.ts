import { identifier, sql, type Sql } from "../../kernel/sql.ts";
import type { Cell } from "../../kernel/storage.ts";
import type { Path } from "../../lib/filter/ast.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import { place } from "./condition-clause.ts";
import { compare } from "./condition-compare.ts";
import { bound, type Compilation } from "./condition-compilation.ts";
import { column, type Step } from "./condition-join.ts";
import type { ConditionFacts } from "./condition-scope.ts";
import { problem } from "./condition-problem.ts";
import {
  findField,
  follow,
  isList,
  operandOf,
  splitModifier,
  type Route,
} from "./condition-route.ts";
import { makeOperand, nullOperand, type Operand } from "./condition-operand.ts";
import { patternOf } from "./condition-pattern.ts";

/** `@request.auth.*`, `.body.*`, `.query.*`, `.headers.*`, `.method` and `.context`. */
export function resolveRequest(compilation: Compilation, path: Path): Route | Operand {
  const [, part, ...names] = path.text.split(".");
  const complete = (part === "method" || part === "context") === (names.length === 0);
  if (complete && part === "auth") return ofAuth(compilation, names, path);
  if (complete && part === "body") return ofBody(compilation, names, path);
  if (complete && (part === "method" || part === "context")) {
    return valueOperand(compilation, ({ request }) => request[part]);
  }
  if (complete && (part === "query" || part === "headers")) {
    return ofValues(compilation, names, path, ({ request }) => request[part]);
  }
  throw problem(
    path,
    `There is no ${path.text}`,
    "Requests have auth.FIELD, body.FIELD, query.NAME, headers.NAME, method and context.",
  );
}

const authValues = ["id", "collectionId", "collectionName", "email", "emailVisibility", "verified"];

function ofAuth(compilation: Compilation, names: readonly string[], path: Path): Route | Operand {
  const signedIn = compilation.assume(({ caller }) => caller.record?.collectionId ?? "");
  const collection = signedIn && compilation.scope.catalog.find(signedIn);
  if (!collection) return nullOperand;
  const [name = ""] = names;
  if (names.length === 1 && authValues.includes(name)) {
    return valueOperand(compilation, ({ caller: { record } }) => {
      if (name === "collectionId") return record?.collectionId;
      return name === "collectionName" ? record?.collectionName : record?.row[name];
    });
  }
  const id = bound(({ facts }) => facts.caller.record?.id ?? "");
  const step: Step = {
    key: "@auth",
    collection,
    table: () => identifier(collection.name),
    on: (alias) => sql`${column(alias, "id")} = ${id}`,
  };
  const start = { collection, steps: [step], many: false, lenient: true };
  return follow(compilation, start, names, path);
}

function ofBody(compilation: Compilation, names: readonly string[], path: Path): Route | Operand {
  const [first = "", ...rest] = names;
  const [name, modifier] = splitModifier(first, path);
  const field = findField(compilation.scope.collection, name);
  if (field?.type === "relation" && rest.length > 0) {
    return bodyRelation(compilation, field, rest, path);
  }
  if (field && rest.length === 0) {
    if (modifier === "each") return bodyElements(compilation, field, path);
    if (modifier === "length") return bodyLength(compilation, field, path);
    if (modifier === "changed") return bodyChanged(compilation, field, path);
  }
  return ofValues(compilation, names, path, ({ body }) => body);
}

/** The records that the body's relation points to. */
function bodyRelation(
  compilation: Compilation,
  field: Field,
  names: readonly string[],
  path: Path,
): Route | Operand {
  const { dialect, catalog } = compilation.scope;
  const collection = catalog.find(String(field.collectionId));
  if (!collection) throw problem(path, `The collection behind ${field.name} is gone`);
  const ids = ({ body }: ConditionFacts): unknown[] =>
    listOf(dig(body, [field.name])).filter((id) => id !== "");
  if (compilation.assume((facts) => (ids(facts).length > 0 ? "given" : "none")) === "none") {
    return nullOperand;
  }
  const given = dialect.elementsOf(bound(({ facts }) => JSON.stringify(ids(facts))));
  const step: Step = {
    key: `@body ${field.name}`,
    collection,
    table: () => identifier(collection.name),
    on: (alias) => sql`${column(alias, "id")} IN (SELECT "value" FROM ${given})`,
  };
  const many = fieldTypeOf(field).multiple(field);
  return follow(compilation, { collection, steps: [step], many, lenient: true }, names, path);
}

function bodyElements({ scope }: Compilation, field: Field, path: Path): Route {
  requireList(field, path);
  const elements = ({ body }: ConditionFacts): string =>
    JSON.stringify(listOf(dig(body, [field.name])));
  const step: Step = {
    key: `@body ${field.name}:each`,
    collection: null,
    table: () => scope.dialect.elementsOf(bound(({ facts }) => elements(facts))),
    on: () => null,
  };
  return {
    steps: [step],
    many: fieldTypeOf(field).multiple(field),
    value: (table) => column(table, "value"),
    folds: true,
    kind: "value",
    filled: false,
  };
}

function bodyLength(_: Compilation, field: Field, path: Path): Operand {
  requireList(field, path);
  const length = bound(({ facts }) => listOf(dig(facts.body, [field.name])).length);
  return makeOperand(length, { emptiness: "filled" });
}

/** Given, and not what the record holds. */
function bodyChanged(compilation: Compilation, field: Field, path: Path): Operand {
  const { dialect } = compilation.scope;
  const isGiven = ({ body }: ConditionFacts): string =>
    dig(body, [field.name]) !== undefined ? "given" : "none";
  if (compilation.assume(isGiven) === "none") {
    return makeOperand(dialect.boolean(false), { folds: false });
  }
  const given = valueOperand(compilation, ({ body }) => dig(body, [field.name]));
  const own = { collection: compilation.scope.collection, steps: [], many: false, lenient: false };
  const stored = follow(compilation, own, [field.name], path);
  const held = "steps" in stored ? operandOf(compilation, stored) : stored;
  const differs = place(compare(dialect, given, { operator: "!=", any: false }, held));
  return makeOperand(sql`(${differs})`, { folds: false });
}

function requireList(field: Field, path: Path): void {
  if (isList(field)) return;
  throw problem(path, `${field.name} is of type ${field.type} and never a list`);
}

/** A value inside what came with the request; `:isset` and `:lower` apply. */
function ofValues(
  compilation: Compilation,
  names: readonly string[],
  path: Path,
  source: (facts: ConditionFacts) => unknown,
): Operand {
  const { dialect, collection } = compilation.scope;
  const [last, modifier] = splitModifier(names.at(-1) ?? "", path);
  const keys = [...names.slice(0, -1), last];
  if (modifier === "isset") {
    const answer = compilation.assume((facts) =>
      dig(source(facts), keys) === undefined ? "none" : "given",
    );
    return makeOperand(dialect.boolean(answer === "given"), { emptiness: "filled" });
  }
  if (modifier !== null && modifier !== "lower") {
    throw problem(path, `:${modifier} does not apply to ${keys.join(".")} of a request`);
  }
  // Forms and queries know only text: what is named like a number field is a number where it can be.
  const numeric = findField(collection, last)?.type === "number";
  const operand = valueOperand(compilation, (facts) => {
    const value = dig(source(facts), keys);
    const isNumber = numeric && typeof value === "string" && value.trim() !== "";
    return isNumber && Number.isFinite(Number(value)) ? Number(value) : value;
  });
  if (modifier === null || operand === nullOperand) return operand;
  const { value, pattern } = operand;
  return { ...operand, value: dialect.lower(value), pattern: pattern && dialect.lower(pattern) };
}

/** A value of the request as a bound value: what it is decides what SQL is right. */
function valueOperand(compilation: Compilation, read: (facts: ConditionFacts) => unknown): Operand {
  const scalar = (facts: ConditionFacts): Cell => asCell(read(facts));
  const kind = compilation.assume((facts) => {
    const value = scalar(facts);
    if (value === null) return "null";
    if (typeof value === "number") return typeof read(facts) === "boolean" ? "flag" : "number";
    return value === "" ? "empty" : "text";
  });
  if (kind === "null") return nullOperand;
  const value: Sql = bound(({ facts }) => scalar(facts));
  return makeOperand(kind === "number" ? compilation.scope.dialect.real(value) : value, {
    emptiness: kind === "empty" ? "empty" : "filled",
    pattern: bound(({ facts }) => patternOf(String(read(facts) === true ? 1 : scalar(facts)))),
  });
}

/** Objects and lists go as their JSON text, which is how columns hold them. */
function asCell(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** undefined where a key is missing on the way. */
function dig(value: unknown, keys: readonly string[]): unknown {
  let inner: unknown = value;
  for (const key of keys) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Record<string, unknown>)[key];
  }
  return inner;
}
