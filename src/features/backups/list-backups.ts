import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { isAutomatic } from "./backup-key.ts";
import { momentText } from "../../lib/moment.ts";

export const listBackups = operation({
  name: "backups.list",
  summary: "List the backups, newest first.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        key: Type.String(),
        size: Type.Integer(),
        modified: Type.String(),
        automatic: Type.Boolean({ description: "Made by the clock." }),
        created: Type.String({ description: "Of which moment it is; empty: it does not say." }),
        madeBy: Type.String({ description: "Program and version; empty: not Vaultbase." }),
        madeFor: Type.String({ description: "Who asked for it." }),
      }),
    ),
  }),
  http: "GET /backups",
  httpAnswer: "items",

  async run({ services }) {
    const files = await services.backups.list();
    const items = await Promise.all(
      files.map(async (file) => {
        return {
          key: file.key,
          size: file.size,
          modified: momentText(file.modified),
          automatic: isAutomatic(file.key),
          ...(await services.backups.manifestOf(file)),
        };
      }),
    );
    return { items };
  },
});
