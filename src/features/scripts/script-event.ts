import type { Context } from "../../kernel/context.ts";
import { presentRow } from "../records/presentation.ts";

/** Who is behind it, as every script's event tells: never the credentials. */
export async function whoAsks({ caller, services }: Context): Promise<object> {
  const { record, superuser } = caller;
  const catalog = await services.catalogs.current();
  const collection = record && catalog.find(record.collectionId);
  return {
    auth: collection ? presentRow(collection, caller, { ...record.row }, true) : null,
    superuser,
  };
}

/** What was asked, as far as a script may know: what lets somebody in stays outside. */
export function whatWasAsked({ request }: Context): object {
  const { method, context, query, headers } = request;
  const told = Object.entries(headers).filter(([name]) => !withheld.has(name));
  return { method, context, query: { ...query }, headers: Object.fromEntries(told) };
}

const withheld: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy_authorization",
  "mcp_session_id",
]);
