import type { Context } from "../../../kernel/context.ts";
import { asFailure, type Failure, isProblem } from "../../../kernel/failure.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import type { Writer } from "../../../kernel/storage.ts";
import { ruleNames, superusersName } from "../../collections/collection.ts";
import { importCollections } from "../../collections/import-collections.ts";
import { bumpSchema } from "../../collections/live-catalogs.ts";
import { writeDefinition } from "../../collections/save-collection.ts";
import type { Report } from "./report.ts";
import { builtIn, type Definition } from "./read-definitions.ts";

/**
 * Makes the collections inside a transaction: tables first, views once what they read is there, and
 * rules last, when all that a rule may name exists. A rule that cannot be compiled here is locked, a
 * view that cannot be made is left out: answers the ids of those.
 */
export async function makeCollections(
  inside: Context,
  writer: Writer,
  definitions: readonly Definition[],
  report: Report,
): Promise<ReadonlySet<string>> {
  const own = definitions.filter(({ name }) => !builtIn.has(name));
  const tables = own.filter(({ type }) => type !== "view").map(withoutRules);
  const superusers = await superuserOptions(writer, definitions, report);
  await importCollections.run(inside, { collections: [...superusers, ...tables] });
  const views = own.filter(({ type }) => type === "view").map(withoutRules);
  const missing = await makeViews(inside, views, report);
  const made = own.filter(({ id }) => !missing.has(id));
  await setRules(inside, writer, made, report);
  await keepDates(inside, writer, definitions);
  return missing;
}

/** How superusers sign in, and with what their sessions are signed; not where that is set up already. */
async function superuserOptions(
  writer: Writer,
  definitions: readonly Definition[],
  report: Report,
): Promise<Definition[]> {
  const definition = definitions.find(({ name }) => name === superusersName);
  if (!definition) return [];
  const here = await writer.all(sql`SELECT 1 FROM ${identifier(superusersName)} LIMIT 1`);
  if (here.length > 0) {
    report.leaveOut(superusersName, "There are superusers here: how they sign in stays as it is.");
    return [];
  }
  const { fields: _, indexes: __, ...options } = definition;
  return [options as Definition];
}

const allRules = [...ruleNames, "authRule", "manageRule"] as const;

function withoutRules(definition: Definition): Definition {
  const locked = Object.fromEntries(ruleNames.map((rule) => [rule, null]));
  return { ...definition, ...locked, ...(definition.type === "auth" && { manageRule: null }) };
}

/** A view may read another one: those that cannot be made yet wait for the others. */
async function makeViews(
  inside: Context,
  views: readonly Definition[],
  report: Report,
): Promise<ReadonlySet<string>> {
  let waiting = views;
  while (waiting.length > 0) {
    const refused = new Map<Definition, Failure>();
    for (const view of waiting) {
      try {
        await importCollections.run(inside, { collections: [view] });
      } catch (thrown) {
        const refusal = asFailure(thrown);
        if (refusal.code !== "invalid") throw thrown;
        refused.set(view, refusal);
      }
    }
    if (refused.size === waiting.length) {
      for (const [{ name, viewQuery }, { message, problems }] of refused) {
        const { collections } = problems;
        const why = collections && isProblem(collections) ? collections.message : message;
        const said = why.replace(`${name}: `, "");
        report.leaveOut(name, `${said} A view holds no data; its query: ${String(viewQuery)}`);
      }
      break;
    }
    waiting = [...refused.keys()];
  }
  return new Set(waiting.map(({ id }) => id));
}

async function setRules(
  inside: Context,
  writer: Writer,
  definitions: readonly Definition[],
  report: Report,
): Promise<void> {
  const { catalogs, checkRule } = inside.services;
  const catalog = await catalogs.within(writer);
  const ruled = definitions.map(({ name, ...definition }) => {
    const collection = catalog.get(name);
    const rules = Object.fromEntries(
      allRules.flatMap((rule) => {
        const text = definition[rule];
        if (typeof text !== "string" || text.trim() === "") return [[rule, text ?? null]];
        try {
          checkRule(catalog, collection, text);
          return [[rule, text]];
        } catch (thrown) {
          const { message, hint = "" } = asFailure(thrown);
          report.leaveOut(`${name}.${rule}`, `${message} ${hint} It is locked for now: ${text}`);
          return [[rule, null]];
        }
      }),
    );
    const { authRule, manageRule, ...common } = rules;
    return { name, ...common, ...(definition.type === "auth" && { authRule, manageRule }) };
  });
  if (ruled.length > 0) await importCollections.run(inside, { collections: ruled });
}

/** Collections are as old as they were. */
async function keepDates(
  { services, vault }: Context,
  writer: Writer,
  definitions: readonly Definition[],
): Promise<void> {
  const catalog = await services.catalogs.within(writer);
  for (const { name, created, updated } of definitions) {
    const collection = catalog.find(name);
    if (!collection || created === "") continue;
    await writeDefinition(writer, { ...collection, created, updated }, vault);
  }
  await bumpSchema(writer);
}
