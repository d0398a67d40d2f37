import type { Context } from "../../kernel/context.ts";
import { Failure, type Problem, type Problems } from "../../kernel/failure.ts";
import type { Reader } from "../../kernel/storage.ts";
import { Catalog } from "./catalog.ts";
import { type Collection, ruleNames } from "./collection.ts";
import type { Field } from "./field.ts";
import { fieldTypeOf } from "./field-types.ts";
import { blank, problem } from "./fields/casting.ts";
import { parseIndex } from "./index-statement.ts";

/**
 * Everything a collection can be wrong in, found before any table is touched.
 * @throws Failure `invalid` with problems shaped like the collection.
 */
export async function checkCollection(
  context: Context,
  reader: Reader,
  catalog: Catalog,
  draft: Collection,
  existing: Collection | null,
): Promise<void> {
  const problems: Record<string, Problem | Problems> = {
    ...(await checkName(reader, catalog, draft, existing)),
    ...checkProtected(draft, existing),
    ...checkFields(catalog, draft, existing),
    ...checkIndexes(catalog, draft),
    ...checkAuth(draft),
  };
  if (Object.keys(problems).length === 0)
    Object.assign(problems, checkRules(context, catalog, draft));
  if (Object.keys(problems).length === 0) return;
  const verb = existing ? "update" : "create";
  throw new Failure("invalid", `Failed to ${verb} collection.`, {
    problems,
    hint: firstSentence(problems),
  });
}

const namePattern = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const treacherous = new Set(["__proto__", "constructor", "prototype"]);

async function checkName(
  reader: Reader,
  catalog: Catalog,
  { id, name, system }: Collection,
  existing: Collection | null,
): Promise<Record<string, Problem>> {
  if (name === "") return { name: blank };
  if (existing?.name === name) return {};
  const lower = name.toLowerCase();
  if (!namePattern.test(name) || name.length > 255 || treacherous.has(lower)) {
    return {
      name: problem(
        "validation_match_invalid",
        "Use letters, digits and _, beginning with a letter.",
      ),
    };
  }
  if (
    !system &&
    (lower.startsWith("_") || lower.startsWith("sqlite_") || lower.includes("_via_"))
  ) {
    return {
      name: problem(
        "validation_invalid_name",
        `Names beginning with _ or sqlite_, or with _via_ inside, are reserved.`,
      ),
    };
  }
  const taken = catalog.find(name);
  const others = taken && taken.id !== id;
  const foreign = !taken && existing?.name.toLowerCase() !== lower && (await reader.hasTable(name));
  if (!others && !foreign) return {};
  return {
    name: problem(
      "validation_collection_name_exists",
      "Collection name must be unique (in any case).",
    ),
  };
}

function checkProtected(draft: Collection, existing: Collection | null): Record<string, Problem> {
  if (existing?.system && existing.name !== draft.name) {
    return { name: problem("validation_system_collection", "System collections keep their name.") };
  }
  return {};
}

const reservedFields = new Set([
  ...["collectionid", "collectionname", "expand", "null", "true", "false"],
  ...["rowid", "_rowid_", "oid", "passwordconfirm", "oldpassword"],
]);

function checkFields(
  catalog: Catalog,
  draft: Collection,
  existing: Collection | null,
): Record<string, Problems> {
  const fields: Record<string, Problems> = {};
  const seen = new Set<string>();
  draft.fields.forEach((field, position) => {
    const problems: Record<string, Problem> = {
      ...checkFieldName(field, seen),
      ...fieldTypeOf(field).checkOptions(field),
      ...checkTarget(catalog, draft, field, existing),
    };
    const before = existing?.fields.find((each) => each.id === field.id);
    if (before && before.type !== field.type) {
      problems.type = problem(
        "validation_field_type_change",
        "A field keeps its type: add another field and drop this one.",
      );
    }
    if (before?.system && before.name !== field.name) {
      problems.name = problem("validation_system_field_change", "System fields keep their name.");
    }
    seen.add(field.name.toLowerCase());
    if (Object.keys(problems).length > 0) fields[position] = problems;
  });
  const ids = new Set(draft.fields.map((field) => field.id));
  if (ids.size < draft.fields.length) {
    fields.ids = { id: problem("validation_duplicated_field_id", "Field ids must differ.") };
  }
  return Object.keys(fields).length > 0 ? { fields } : {};
}

function checkFieldName({ name }: Field, seen: ReadonlySet<string>): Record<string, Problem> {
  const lower = name.toLowerCase();
  if (name === "") return { name: blank };
  if (!namePattern.test(name) || name.length > 100 || name.includes("_via_")) {
    return {
      name: problem(
        "validation_match_invalid",
        "Use letters, digits and _, beginning with a letter.",
      ),
    };
  }
  if (reservedFields.has(lower) || treacherous.has(lower)) {
    return { name: problem("validation_not_in_invalid", `${name} is a reserved name.`) };
  }
  if (!seen.has(lower)) return {};
  return { name: problem("validation_duplicated_field_name", `There is a field ${name} already.`) };
}

function checkTarget(
  catalog: Catalog,
  draft: Collection,
  field: Field,
  existing: Collection | null,
): Record<string, Problem> {
  if (field.type !== "relation") return {};
  const target = String(field.collectionId);
  const before = existing?.fields.find((each) => each.id === field.id);
  if (before && before.collectionId !== target) {
    return {
      collectionId: problem(
        "validation_field_relation_change",
        "A relation keeps its target: add another field.",
      ),
    };
  }
  if (target === draft.id || target === "" || catalog.find(target)) return {};
  return {
    collectionId: problem(
      "validation_field_relation_missing_collection",
      `There is no collection ${target} to relate to.`,
    ),
  };
}

function checkIndexes(catalog: Catalog, draft: Collection): Record<string, Problems> {
  const indexes: Record<string, Problem> = {};
  const names = new Set(
    catalog.collections
      .filter((collection) => collection.id !== draft.id)
      .flatMap((collection) => collection.indexes)
      .map((statement) => parseIndex(statement)?.name.toLowerCase()),
  );
  draft.indexes.forEach((statement, position) => {
    const index = parseIndex(statement);
    if (!index) {
      indexes[position] = problem(
        "validation_invalid_index_expression",
        "Write it as: CREATE [UNIQUE] INDEX name ON collection (field, …).",
      );
    } else if (names.has(index.name.toLowerCase())) {
      indexes[position] = problem(
        "validation_existing_index_name",
        `There is an index ${index.name} already.`,
      );
    } else {
      names.add(index.name.toLowerCase());
    }
  });
  return Object.keys(indexes).length > 0 ? { indexes } : {};
}

function checkAuth({ auth, fields }: Collection): Record<string, Problems> {
  if (!auth) return {};
  const unknown = auth.passwordAuth.identityFields.find(
    (name) => !fields.some((field) => field.name === name),
  );
  if (unknown === undefined) return {};
  return {
    passwordAuth: {
      identityFields: problem("validation_missing_field", `There is no field ${unknown}.`),
    },
  };
}

/** Rules are read against the schema as it would be. */
function checkRules(
  context: Context,
  catalog: Catalog,
  draft: Collection,
): Record<string, Problem> {
  const { checkRule } = context.services;
  const others = catalog.collections.filter((collection) => collection.id !== draft.id);
  const next = new Catalog(catalog.version, [...others, draft]);
  const rules: [string, string | null | undefined][] = [
    ...ruleNames.map((name) => [name, draft[name]] as [string, string | null]),
    ["authRule", draft.auth?.authRule],
    ["manageRule", draft.auth?.manageRule],
  ];
  const problems: Record<string, Problem> = {};
  for (const [name, rule] of rules) {
    if (!rule) continue;
    try {
      checkRule(next, draft, rule);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      const message = [thrown.message, thrown.hint].filter(Boolean).join(" ");
      problems[name] = problem("validation_invalid_rule", message);
    }
  }
  return problems;
}

function firstSentence(problems: Problems, path = ""): string {
  for (const [key, value] of Object.entries(problems)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value.message === "string") return `${here}: ${value.message}`;
    return firstSentence(value as Problems, here);
  }
  return "";
}
