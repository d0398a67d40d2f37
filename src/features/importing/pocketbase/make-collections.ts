import type { Context } from "../../../kernel/context.ts";
import { asFailure, Failure } from "../../../kernel/failure.ts";
import type { Writer } from "../../../kernel/storage.ts";
import { ruleNames } from "../../collections/collection.ts";
import { importCollections } from "../../collections/import-collections.ts";
import type { LeftOut } from "./left-out.ts";
import type { Definition } from "./read-definitions.ts";

/**
 * Makes the collections inside a transaction: tables first, views once what they read is there, and
 * rules last, when all that a rule may name exists. A rule that cannot be compiled here is locked.
 */
export async function makeCollections(
  inside: Context,
  writer: Writer,
  definitions: readonly Definition[],
  left: LeftOut,
): Promise<void> {
  const own = definitions.filter(({ system }) => !system);
  const tables = own.filter(({ type }) => type !== "view").map(withoutRules);
  if (tables.length > 0) await importCollections.run(inside, { collections: tables });
  await makeViews(inside, own.filter(({ type }) => type === "view").map(withoutRules));
  await setRules(inside, writer, own, left);
}

const allRules = [...ruleNames, "authRule", "manageRule"] as const;

function withoutRules(definition: Definition): Definition {
  const locked = Object.fromEntries(ruleNames.map((rule) => [rule, null]));
  return { ...definition, ...locked, ...(definition.type === "auth" && { manageRule: null }) };
}

/** A view may read another one: those that cannot be made yet wait for the others. */
async function makeViews(inside: Context, views: readonly Definition[]): Promise<void> {
  let waiting = views;
  while (waiting.length > 0) {
    const refused: Definition[] = [];
    let refusal: Failure | null = null;
    for (const view of waiting) {
      try {
        await importCollections.run(inside, { collections: [view] });
      } catch (thrown) {
        refusal = asFailure(thrown);
        if (refusal.code !== "invalid") throw thrown;
        refused.push(view);
      }
    }
    if (refusal && refused.length === waiting.length) throw refusal;
    waiting = refused;
  }
}

async function setRules(
  inside: Context,
  writer: Writer,
  definitions: readonly Definition[],
  left: LeftOut,
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
          left.add(`${name}.${rule}`, `${message} ${hint} It is locked for now: ${text}`);
          return [[rule, null]];
        }
      }),
    );
    const { authRule, manageRule, ...common } = rules;
    return { name, ...common, ...(definition.type === "auth" && { authRule, manageRule }) };
  });
  if (ruled.length > 0) await importCollections.run(inside, { collections: ruled });
}
