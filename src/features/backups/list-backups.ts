import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";

export const listBackups = operation({
  name: "backups.list",
  summary: "List the backups, newest first.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({ key: Type.String(), size: Type.Integer(), modified: Type.String() }),
    ),
  }),
  http: "GET /backups",
  httpAnswer: "items",

  async run({ services }) {
    const files = await services.backups.list();
    const items = files.map(({ key, size, modified }) => ({
      key,
      size,
      modified: modified.toISOString().replace("T", " "),
    }));
    return { items };
  },
});
