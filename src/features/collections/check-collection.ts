import type { Context } from "../../kernel/context.ts";
import { Failure, isProblem, type Problem, type Problems } from "../../kernel/failure.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { Catalog } from "./catalog.ts";
import { checkAuth } from "./check-auth.ts";
import { checkFields } from "./check-fields.ts";
import { checkIndexes } from "./check-indexes.ts";
import { checkView } from "./check-view.ts";
import { rulesOf } from "./check-rules.ts";
import { type Collection, type Plan } from "./collection.ts";
import { blank, problem } from "./fields/casting.ts";
import { checkIdentifier, isReservedForTables } from "./identifier-rules.ts";
import { checkSearch } from "./search-option.ts";

/**
 * Everything but the rules that a collection can be wrong in, found before any table is touched.
 * `left`: the schema without what is removed; `next`: with all that is drafted.
 * @throws Failure `invalid` with problems shaped like the collection.
 */
export async function checkCollection(
  context: Context,
  reader: Reader,
  { left, next }: { readonly left: Catalog; readonly next: Catalog },
  plan: Plan,
): Promise<void> {
  const { draft, existing } = plan;
  const isView = draft.type === "view";
  const others = next.without(new Set([draft.id]));
  const named = await checkName(reader, existing ? [others] : [others, left], draft, existing);
  const problems: Record<string, Problem | Problems> = {
    ...plan.problems,
    // An id that nobody gave comes from the name.
    ...(!existing && !named.name && checkId(left, next, draft)),
    ...named,
    ...(existing?.system && checkSystem(draft, existing)),
    ...(isView ? checkView(draft) : checkFields(context.caller, next, plan)),
    ...(!isView && checkIndexes(context.caller, next, draft, existing?.indexes)),
    ...checkSearch(draft),
    ...checkAuth(draft, context.services.checkProvider),
  };
  refuseProblems(plan, problems);
}

/** @throws Failure `invalid` where there are any. */
export function refuseProblems({ draft, existing }: Plan, problems: Problems): void {
  if (Object.keys(problems).length === 0) return;
  const verb = existing ? "update" : "create";
  throw new Failure("invalid", `Failed to ${verb} collection.`, {
    problems,
    hint: sayFirst(draft, problems),
  });
}

/** An id is for good, and another collection's would overwrite that one. */
function checkId(left: Catalog, next: Catalog, draft: Collection): Record<string, Problem> {
  const { id } = draft;
  if (id.length > 100) {
    const params = { min: 1, max: 100 };
    return { id: problem("validation_length_out_of_range", "At most 100 characters.", params) };
  }
  if (!/^[a-zA-Z0-9_]+$/.test(id)) {
    return { id: problem("validation_match_invalid", "Use letters, digits and _.") };
  }
  if (!left.find(id) && next.find(id) === draft) return {};
  return { id: problem("validation_invalid_or_existing_id", `The id ${id} is taken.`) };
}

async function checkName(
  reader: Reader,
  others: readonly Catalog[],
  { name }: Collection,
  existing: Collection | null,
): Promise<Record<string, Problem>> {
  if (name === "") return { name: blank };
  if (existing?.name === name) return {};
  const wrong = checkIdentifier(name, 255);
  if (wrong) return { name: wrong };
  const taken = others.map((each) => each.find(name)).find(Boolean);
  if (taken?.id === name) {
    const message = `It is the id of ${taken.name}: a collection goes by either.`;
    return { name: problem("validation_collection_name_id_duplicate", message) };
  }
  if (taken) {
    return {
      name: problem(
        "validation_collection_name_exists",
        `There is a collection ${taken.name} already; names must differ in more than case.`,
      ),
    };
  }
  if (isReservedForTables(name)) {
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

/** The first problem in words; a field by its name, since callers do not count what we add. */
function sayFirst(draft: Collection, problems: Problems, path: readonly string[] = []): string {
  for (const [key, value] of Object.entries(problems)) {
    const inFields = path.length === 1 && path[0] === "fields";
    const here = [...path, inFields ? (draft.fields[Number(key)]?.name ?? key) : key];
    return isProblem(value) ? `${here.join(".")}: ${value.message}` : sayFirst(draft, value, here);
  }
  return "";
}
