import type { Context } from "../../kernel/context.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import type { Finding } from "./finding.ts";

/** What the collections' rules let happen. */
export function collectionFindings(context: Context, catalog: Catalog): Finding[] {
  const warnings = context.services.ruleWarnings(catalog, context.caller);
  return [
    ...catalog.collections.filter(({ system }) => !system).flatMap(openAccounts),
    ...warnings.map(({ code, collection, rule, message, fix }): Finding => ({
      level: dangers.has(code) ? "danger" : "warning",
      code,
      about: `collection ${collection}`,
      message: `${rule}: ${message}`,
      hint: fix,
    })),
  ];
}

/** What is wrong whatever was meant. */
const dangers: ReadonlySet<string> = new Set([
  "open-write",
  "role-escalation",
  "everybody-manages",
]);

function openAccounts({ name, auth, listRule }: Collection): Finding[] {
  if (!auth || listRule !== "") return [];
  return [
    {
      level: "warning",
      code: "open-accounts",
      about: `collection ${name}`,
      message: "listRule: Anybody may list all accounts.",
      hint: "id = @request.auth.id",
    },
  ];
}
