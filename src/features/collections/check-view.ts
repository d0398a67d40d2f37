import type { Context } from "../../kernel/context.ts";
import { type Failure, isProblem, type Problem, type Problems } from "../../kernel/failure.ts";
import type { Catalog } from "./catalog.ts";
import { checkFields } from "./check-fields.ts";
import type { Collection } from "./collection.ts";
import { blank, problem } from "./fields/casting.ts";

/** A view is read only, and has a query; what is wrong with that comes out when it is read. */
export function checkView(draft: Collection): Record<string, Problem> {
  const problems: Record<string, Problem> = {};
  for (const rule of ["createRule", "updateRule", "deleteRule"] as const) {
    if (draft[rule] !== null) problems[rule] = problem("validation_nil", "Must be blank.");
  }
  if (draft.indexes.length > 0) {
    const message = "View collections don't support indexes.";
    problems.indexes = problem("validation_indexes_not_supported", message);
  }
  return draft.viewQuery === "" ? { ...problems, viewQuery: blank } : problems;
}

export function invalidQuery(reason: string): Record<string, Problem> {
  return {
    viewQuery: problem("validation_invalid_view_query", `Invalid query - ${reason}`),
  };
}

export function sentence({ message, hint }: Failure): string {
  const said = message.endsWith(".") || message.endsWith(")") ? message : `${message}.`;
  return hint ? `${said} ${hint}` : said;
}

/** A column is a field, and has to be called like one. */
export function nameProblem(
  { caller }: Context,
  catalog: Catalog,
  view: Collection,
): string | undefined {
  const { fields = {} } = checkFields(caller, catalog, { draft: view, existing: null });
  if (isProblem(fields)) return fields.message;
  for (const [position, problems] of Object.entries(fields as Readonly<Record<string, Problems>>)) {
    const { name } = view.fields[Number(position)]!;
    const [what, wrong] = Object.entries(problems)[0]!;
    const message = isProblem(wrong) ? wrong.message : "";
    return `invalid field ${JSON.stringify(name)}: ${what}: ${message} Give the column another name with AS.`;
  }
  return undefined;
}
