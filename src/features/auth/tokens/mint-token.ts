import { Type } from "@sinclair/typebox";
import { choice } from "../../../kernel/choice.ts";
import { logChange } from "../../../kernel/change.ts";
import type { Context } from "../../../kernel/context.ts";
import { limits } from "../../../kernel/limits.ts";
import { operation } from "../../../kernel/operation.ts";
import { identifier, join, sql } from "../../../kernel/sql.ts";
import type { Writer } from "../../../kernel/storage.ts";
import {
  checkConfinement,
  checkName,
  checkScopes,
  findMinter,
  findUser,
  lifetimeOf,
} from "./token-request.ts";
import { remainingSeconds } from "./remaining-seconds.ts";
import { agentColumns } from "./agent-limits.ts";
import { keyFingerprint, tokensTable, type TokenRow } from "./token-row.ts";

/** Makes a token. Its text is in this answer and nowhere else. */
export const mintToken = operation({
  name: "tokens.mint",
  summary: "Mint a token for an agent or a script; its text is shown this once.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  input: Type.Object(
    {
      name: Type.String({ description: "What the audit log calls it; 1 to 100 characters." }),
      scopes: Type.Array(Type.String(), { description: "Such as mcp:read, mcp:write, mcp:admin." }),
      ttl: Type.Optional(
        Type.String({ description: "How long it lives, such as 12h, 90d or 1y; default 90d." }),
      ),
      user: Type.Optional(
        Type.String({
          description: "COLLECTION:ID of the auth record it acts as, under the collections' rules.",
        }),
      ),
      as: Type.Optional(
        Type.String({
          description: "E-mail of the superuser it acts for; ends with their sessions.",
        }),
      ),
      readOnly: Type.Optional(Type.Boolean({ description: "Refuse every write." })),
      collections: Type.Optional(
        Type.Array(Type.String(), { description: "Confine it to these, by name or id." }),
      ),
      tools: Type.Optional(
        Type.Array(Type.String(), {
          description: "Over MCP these tools alone; list_* is all that list.",
        }),
      ),
      resources: Type.Optional(
        Type.Array(Type.String(), {
          description: "Over MCP these resources alone, such as vaultbase://record/posts/{id}.",
        }),
      ),
      rateLimit: Type.Optional(
        Type.Integer({ minimum: 1, description: "Over MCP so many requests in a minute." }),
      ),
      maxPerPage: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: limits.perPageMax,
          description: "Over MCP so many rows in one answer.",
        }),
      ),
      toolset: Type.Optional(
        choice(["auto", "collections", "compact"], "How its tools are listed."),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String(),
    token: Type.String(),
    name: Type.String(),
    scopes: Type.Array(Type.String()),
    expires: Type.String({ description: "ISO 8601, UTC." }),
  }),
  http: "POST /tokens",

  async run(context, input) {
    const scopes = checkScopes(input.scopes);
    const created = context.now();
    const lifetime = lifetimeOf(input.ttl, remainingSeconds(context));
    const expires = new Date(created.getTime() + lifetime * 1000);
    const id = context.randomId(15);
    const token = await context.services.identity.signToken(id, created, expires);
    return context.storage.write(async (writer) => {
      const catalog = await context.services.catalogs.within(writer);
      const user = await findUser(writer, catalog, input.user);
      const { caller } = context;
      const minter = await findMinter(caller, writer, catalog, input.as);
      const row: TokenRow = {
        id,
        name: await checkName(writer, catalog, input.name, created),
        scopes: JSON.stringify(scopes),
        readOnly: input.readOnly ? 1 : 0,
        collections: JSON.stringify(checkConfinement(catalog, scopes, input.collections)),
        userCollection: user?.collectionId ?? "",
        userId: user?.id ?? "",
        userKey: user ? keyFingerprint(user.row.tokenKey) : "",
        mintedBy: caller.actor,
        minterId: minter?.id ?? "",
        minterKey: minter ? keyFingerprint(minter.row.tokenKey) : "",
        ...agentColumns(context, catalog, input),
        created: created.toISOString(),
        expires: expires.toISOString(),
        lastUsed: "",
        revoked: "",
      };
      await insertToken(context, writer, row);
      return { id, token, name: row.name, scopes, expires: row.expires };
    });
  },
});

async function insertToken(context: Context, writer: Writer, row: TokenRow): Promise<void> {
  const entries = Object.entries(row);
  const columns = join(
    entries.map(([name]) => identifier(name)),
    ", ",
  );
  const values = join(
    entries.map(([, value]) => sql`${value}`),
    ", ",
  );
  await writer.execute(sql`INSERT INTO "_tokens" (${columns}) VALUES (${values})`);
  await logChange(context, writer, {
    collection: tokensTable,
    record: row.id,
    action: "create",
    before: {},
  });
}
