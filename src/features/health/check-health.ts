import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { operation } from "../../kernel/operation.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import { superusersId } from "../collections/collection.ts";

/** Answers as soon as the data can be read; says so where nobody could sign in yet. */
export const checkHealth = operation({
  name: "health.check",
  summary: "Tell whether the server is ready.",
  access: "public",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    code: Type.Integer(),
    message: Type.String(),
    data: Type.Object({}, { additionalProperties: Type.Unknown() }),
    needsSetup: Type.Boolean(),
  }),
  http: "GET /health",
  command: { positional: [], example: "vaultbase health check --url http://127.0.0.1:8091" },

  async run(context) {
    const catalog = await context.services.catalogs.current();
    const superusers = identifier(catalog.get(superusersId).name);
    const rows = await context.storage.all(sql`SELECT 1 FROM ${superusers} LIMIT 1`);
    const data = context.caller.superuser ? whatSuperusersSee(context) : {};
    return { code: 200, message: "API is healthy.", data, needsSetup: rows.length === 0 };
  },
});

/** Where requests seem to come from, and whether a proxy may know better. */
function whatSuperusersSee({ request: { address, headers }, services }: Context) {
  const proxyHeader = proxyHeaders.find((name) => headers[snakeCase(name)]);
  return {
    canBackup: services.backups.isFree,
    realIP: address,
    possibleProxyHeader: proxyHeader ?? "",
  };
}

const proxyHeaders = ["CF-Connecting-IP", "Fly-Client-IP", "X-Real-IP", "X-Forwarded-For"];

function snakeCase(header: string): string {
  return header.toLowerCase().replaceAll("-", "_");
}
