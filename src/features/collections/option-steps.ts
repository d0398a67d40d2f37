import { type OpenStep, sayRows } from "./change-step.ts";
import { rulesOf } from "./check-rules.ts";
import type { Collection } from "./collection.ts";
import { parseIndex } from "./index-statement.ts";

/** What becomes of the table as a whole. */
export function tableSteps(
  was: Collection | null,
  will: Collection | null,
  rows: number,
): OpenStep[] {
  if (!was && will) return [create(will)];
  if (was && !will) return [remove(was, rows)];
  if (!was || !will || was.name === will.name) return [];
  const what = will.type === "view" ? "view" : "table";
  return [
    step(
      "renameTable",
      will.name,
      "changes",
      `Renames the ${what} ${was.name} to ${will.name}; rules and views follow, addresses with the old name do not.`,
    ),
  ];
}

/** Indexes, search, rules, query, ways to sign in. */
export function optionSteps(was: Collection, will: Collection): OpenStep[] {
  return [
    ...indexSteps(was, will),
    ...searchSteps(was, will),
    ...querySteps(was, will),
    ...ruleSteps(was, will),
    ...authSteps(was, will),
  ];
}

function create(will: Collection): OpenStep {
  const columns = `${will.fields.length} ${will.fields.length === 1 ? "column" : "columns"}`;
  return will.type === "view"
    ? step("createView", will.name, "adds", `Creates the view ${will.name} with ${columns}.`)
    : step("createTable", will.name, "adds", `Creates the table ${will.name} with ${columns}.`);
}

function remove(was: Collection, rows: number): OpenStep {
  return was.type === "view"
    ? step("dropView", was.name, "changes", `Deletes the view ${was.name}; what it shows stays.`)
    : step("dropTable", was.name, "loses", `Deletes the table ${was.name} with ${sayRows(rows)}.`);
}

function indexSteps(was: Collection, will: Collection): OpenStep[] {
  const known = indexesOf(was);
  const wanted = indexesOf(will);
  return [
    ...known
      .filter(([name]) => !wanted.some((each) => each[0] === name))
      .map(([name]) => step("dropIndex", name, "changes", `Drops the index ${name}.`)),
    ...wanted.flatMap(([name, statement]) => {
      const before = known.find((each) => each[0] === name);
      if (before?.[1] === statement) return [];
      const verb = before ? "Builds anew" : "Builds";
      return [step("createIndex", name, "adds", `${verb} the index ${name}: ${statement}`)];
    }),
  ];
}

function indexesOf({ indexes }: Collection): [name: string, statement: string][] {
  return indexes.map((statement) => {
    const text = statement.replaceAll(/\s+/g, " ");
    return [parseIndex(statement)?.name ?? text, text];
  });
}

function searchSteps(was: Collection, will: Collection): OpenStep[] {
  const after = will.search?.fields ?? [];
  // A renamed field is still the same one.
  if (searchedIds(was).join() === searchedIds(will).join()) return [];
  const message =
    after.length === 0
      ? "Ends the full-text search and drops its index."
      : `Makes the words of ${after.join(", ")} searchable: reads every row once.`;
  return [step("changeSearch", will.name, after.length === 0 ? "changes" : "adds", message)];
}

function searchedIds({ search, fields }: Collection): (string | undefined)[] {
  return (search?.fields ?? []).map((name) => fields.find((field) => field.name === name)?.id);
}

function querySteps(was: Collection, will: Collection): OpenStep[] {
  if (was.viewQuery === will.viewQuery) return [];
  const names = (fields: Collection["fields"]) => fields.map(({ name }) => name);
  const gone = names(was.fields).filter((name) => !names(will.fields).includes(name));
  const fresh = names(will.fields).filter((name) => !names(was.fields).includes(name));
  const says = [
    "Makes the view from another query",
    fresh.length > 0 && `new: ${fresh.join(", ")}`,
    gone.length > 0 && `gone: ${gone.join(", ")}`,
  ];
  const message = `${says.filter(Boolean).join("; ")}. No row changes.`;
  return [step("changeQuery", will.name, "changes", message)];
}

function ruleSteps(was: Collection, will: Collection): OpenStep[] {
  const before = new Map(rulesOf(was));
  return rulesOf(will).flatMap(([name, rule]) => {
    const old = before.get(name) ?? null;
    if (old === rule) return [];
    return [step("changeRule", name, "changes", `${name}: ${sayRule(old)} → ${sayRule(rule)}`)];
  });
}

function sayRule(rule: string | null): string {
  return rule === null ? "superusers only" : rule === "" ? "everybody" : rule;
}

/** Ways to sign in, tokens and mails; secrets are no words of a plan. */
function authSteps({ auth: was }: Collection, { auth: will }: Collection): OpenStep[] {
  if (!was || !will) return [];
  return (Object.keys(will) as (keyof typeof will)[]).flatMap((name) => {
    if (name === "authRule" || name === "manageRule") return [];
    if (JSON.stringify(was[name]) === JSON.stringify(will[name])) return [];
    const [old, next] = [was[name], will[name]] as [object, object];
    const ends = "secret" in old && "secret" in next && old.secret !== next.secret;
    const message = ends
      ? `Gives ${name} a new secret: all tokens of this kind end at once.`
      : `Changes ${name}: ${changedKeys(old, next).join(", ")}.`;
    return [step("changeAuth", name, ends ? "loses" : "changes", message)];
  });
}

function changedKeys(old: object, next: object): string[] {
  const before = new Map(Object.entries(old));
  return Object.entries(next).flatMap(([key, value]) =>
    JSON.stringify(before.get(key)) === JSON.stringify(value) ? [] : [key],
  );
}

function step(name: string, about: string, effect: OpenStep["effect"], message: string): OpenStep {
  return { step: name, name: about, effect, says: () => message };
}
