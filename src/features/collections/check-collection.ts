import type { Context } from "../../kernel/context.ts";
import { Failure, isProblem, type Problem, type Problems } from "../../kernel/failure.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { Catalog } from "./catalog.ts";
import { checkAuth } from "./check-auth.ts";
import { checkFields } from "./check-fields.ts";
import { checkIndexes } from "./check-indexes.ts";
import { type Collection, ruleNames } from "./collection.ts";
import { blank, problem } from "./fields/casting.ts";
import { reachedCatalog } from "./reached-catalog.ts";
import { checkIdentifier } from "./identifier-rules.ts";
import { checkSearch } from "./search-option.ts";

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
    ...checkId(catalog, draft, existing),
    ...(await checkName(reader, catalog, draft, existing)),
    ...(existing?.system && checkSystem(draft, existing)),
    ...checkFields(context.caller, catalog, draft, existing),
    ...checkIndexes(context.caller, catalog, draft),
    ...checkSearch(draft),
    ...checkAuth(draft, context.services.checkProvider),
  };
  if (Object.keys(problems).length === 0) {
    Object.assign(problems, checkRules(context, catalog, draft, existing));
  }
  if (Object.keys(problems).length === 0) return;
  const verb = existing ? "update" : "create";
  throw new Failure("invalid", `Failed to ${verb} collection.`, {
    problems,
    hint: sayFirst(draft, problems),
  });
}

/** An id is for good, and another collection's would overwrite that one. */
function checkId(
  catalog: Catalog,
  draft: Collection,
  existing: Collection | null,
): Record<string, Problem> {
  if (existing) return {};
  const { id } = draft;
  if (!/^[a-zA-Z0-9_]{1,100}$/.test(id)) {
    return { id: problem("validation_match_invalid", "Use letters, digits and _, at most 100.") };
  }
  const taken = catalog.find(id);
  if (!taken || taken === draft) return {};
  return { id: problem("validation_invalid_or_existing_id", `The id ${id} is taken.`) };
}

async function checkName(
  reader: Reader,
  catalog: Catalog,
  { id, name }: Collection,
  existing: Collection | null,
): Promise<Record<string, Problem>> {
  if (name === "") return { name: blank };
  if (existing?.name === name) return {};
  const wrong = checkIdentifier(name, 255);
  if (wrong) return { name: wrong };
  const taken = catalog.find(name);
  if (taken && taken.id !== id) {
    return {
      name: problem(
        "validation_collection_name_exists",
        `There is a collection ${taken.name} already; names must differ in more than case.`,
      ),
    };
  }
  if (/^_|^sqlite_/i.test(name)) {
    return {
      name: problem(
        "validation_collection_name_invalid",
        "Names beginning with _ or sqlite_ are reserved.",
      ),
    };
  }
  const own = existing?.name.toLowerCase() === name.toLowerCase();
  if (own || !(await reader.hasTable(name))) return {};
  return {
    name: problem("validation_collection_name_invalid", `There is a table ${name} already.`),
  };
}

/** Our own collections may get more fields and indexes; who may do what with them stays. */
function checkSystem(draft: Collection, existing: Collection): Record<string, Problem> {
  const problems: Record<string, Problem> = {};
  if (existing.name !== draft.name) {
    problems.name = problem(
      "validation_collection_system_name_change",
      "System collections keep their name.",
    );
  }
  const before = new Map(rulesOf(existing));
  for (const [name, rule] of rulesOf(draft)) {
    if (before.get(name) === rule) continue;
    problems[name] = problem(
      "validation_collection_system_rule_change",
      "System collections keep their rules.",
    );
  }
  return problems;
}

/** Rules are read against the schema as it would be; new ones as far as the caller may see it. */
function checkRules(
  { services, caller }: Context,
  catalog: Catalog,
  draft: Collection,
  existing: Collection | null,
): Record<string, Problem | Problems> {
  const whole = catalog.with(draft);
  const reached = reachedCatalog(catalog, caller).with(draft);
  const before = new Set(existing ? rulesOf(existing).map(([, rule]) => rule) : []);
  const problems: Record<string, Problem | Problems> = {};
  const check = (rule: string): Problem | null => {
    try {
      services.checkRule(before.has(rule) ? whole : reached, draft, rule);
      return null;
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      const message = [thrown.message, thrown.hint].filter(Boolean).join(" ");
      return problem("validation_invalid_rule", message);
    }
  };
  for (const [name, rule] of rulesOf(draft)) {
    const wrong = rule && check(rule);
    if (wrong) problems[name] = wrong;
  }
  const { enabled = false, rule = "" } = draft.auth?.mfa ?? {};
  const wrong = enabled && rule !== "" && check(rule);
  if (wrong) problems.mfa = { rule: wrong };
  return problems;
}

function rulesOf(collection: Collection): [string, string | null][] {
  const { auth } = collection;
  const rules = ruleNames.map((name): [string, string | null] => [name, collection[name]]);
  return auth ? [...rules, ["authRule", auth.authRule], ["manageRule", auth.manageRule]] : rules;
}

/** The first problem in words; a field by its name, since callers do not count what we add. */
function sayFirst(draft: Collection, problems: Problems, path: readonly string[] = []): string {
  for (const [key, value] of Object.entries(problems)) {
    const inFields = path.length === 1 && path[0] === "fields";
    const here = [...path, inFields ? (draft.fields[Number(key)]?.name ?? key) : key];
    return isProblem(value) ? `${here.join(".")}: ${value.message}` : sayFirst(draft, value, here);
  }
  return "";
}
