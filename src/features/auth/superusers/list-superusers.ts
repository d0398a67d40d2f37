import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import { superusersName } from "../../collections/collection.ts";
import { presentSuperuser, superuserOutput } from "./superuser.ts";

export const listSuperusers = operation({
  name: "superusers.list",
  summary: "List the superusers, oldest first.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(superuserOutput) }),
  http: "GET /superusers",

  async run(context) {
    const rows = await context.storage.all(
      sql`SELECT * FROM ${identifier(superusersName)} ORDER BY "created", "id"`,
    );
    return { items: rows.map(presentSuperuser) };
  },
});
