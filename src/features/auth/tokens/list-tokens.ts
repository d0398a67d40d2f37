import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import { sql } from "../../../kernel/sql.ts";
import type { Catalog } from "../../collections/catalog.ts";
import { collectionIdsOf, scopesOf, type TokenRow } from "./token-row.ts";
import { standingOf } from "./token-standing.ts";

const item = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Type.String({
    description: "active, expired, revoked, or ended with its minter or user.",
  }),
  scopes: Type.Array(Type.String()),
  readOnly: Type.Boolean(),
  collections: Type.Array(Type.String(), { description: "Names; empty: every collection." }),
  user: Type.String({ description: "COLLECTION:ID that it acts as, or empty." }),
  tools: Type.Array(Type.String(), { description: "Over MCP these alone; empty: all." }),
  resources: Type.Array(Type.String()),
  rateLimit: Type.Integer({ description: "Over MCP in a minute; 0: as the settings have it." }),
  maxPerPage: Type.Integer({
    description: "Over MCP rows in an answer; 0: as the settings have it.",
  }),
  toolset: Type.String({ description: "Empty: as the settings have it." }),
  mintedBy: Type.String(),
  created: Type.String(),
  expires: Type.String(),
  lastUsed: Type.String(),
  revoked: Type.String(),
});

/** Tokens, newest first; what they are made of is not kept. */
export const listTokens = operation({
  name: "tokens.list",
  summary: "List the tokens with what they may do, who minted them and when they were last used.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(item) }),
  http: "GET /tokens",

  async run(context) {
    const { storage, services } = context;
    const catalog = await services.catalogs.current();
    const rows = await storage.all<TokenRow>(
      sql`SELECT * FROM "_tokens" ORDER BY "created" DESC, "id"`,
    );
    const items = [];
    for (const row of rows) {
      const { state } = await standingOf(storage, catalog, row, context.now());
      items.push(presentToken(catalog, row, state));
    }
    return { items };
  },
});

function presentToken(catalog: Catalog, row: TokenRow, state: string): typeof item.static {
  const nameOf = (id: string) => catalog.find(id)?.name ?? id;
  const { id, name, rateLimit, maxPerPage, toolset, mintedBy } = row;
  const { created, expires, lastUsed, revoked } = row;
  return {
    id,
    name,
    state,
    scopes: scopesOf(row),
    readOnly: row.readOnly !== 0,
    collections: collectionIdsOf(row).map(nameOf),
    user: row.userId === "" ? "" : `${nameOf(row.userCollection)}:${row.userId}`,
    tools: JSON.parse(row.tools) as string[],
    resources: JSON.parse(row.resources) as string[],
    rateLimit,
    maxPerPage,
    toolset,
    mintedBy,
    created,
    expires,
    lastUsed,
    revoked,
  };
}
