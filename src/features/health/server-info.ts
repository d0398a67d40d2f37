import { Type } from "@sinclair/typebox";
import { version } from "../../../package.json";
import { operation } from "../../kernel/operation.ts";

/** What an agent or a person wants to know before asking for anything. */
export const serverInfo = operation({
  name: "server.info",
  summary: "Tell what server this is and what it holds.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    name: Type.String(),
    version: Type.String(),
    application: Type.String({ description: "As the settings name it." }),
    time: Type.String({ description: "Now, UTC." }),
    collections: Type.Integer({ description: "Without the system's." }),
    schemaVersion: Type.Integer(),
    platform: Type.String(),
    started: Type.String({ description: "When it started, UTC." }),
    encryptionKey: Type.String({
      description: "The id of the key that secrets are sealed with; empty without one.",
    }),
  }),
  http: "GET /server/info",
  command: { positional: [], example: "vaultbase server info" },

  async run(context) {
    const { catalogs, settings } = context.services;
    const catalog = await catalogs.current();
    return {
      name: "vaultbase",
      version,
      application: (await settings.current()).meta.appName,
      time: context.now().toISOString(),
      collections: catalog.collections.filter(({ system }) => !system).length,
      schemaVersion: catalog.version,
      platform: `${process.platform}-${process.arch}`,
      started: context.services.started,
      encryptionKey: context.vault.keyId ?? "",
    };
  },
});

declare module "../../kernel/context.ts" {
  interface Services {
    /** When the product was opened, ISO 8601, UTC. */
    readonly started: string;
  }
}
