import { Type } from "@sinclair/typebox";
import { guest, type Caller } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, sql } from "../../kernel/sql.ts";

/** For trials: most scripts are made to run by people whom the rules hold for. */
export const actAsInput = Type.Optional(
  Type.String({
    unlisted: true,
    description: "Who makes it run: guest, or an account as users:ID; you unless said otherwise.",
  }),
);

/** The same context as somebody else would have it. @throws Failure where nobody is called so. */
export async function actingAs(context: Context, who: string | undefined): Promise<Context> {
  if (who === undefined) return context;
  return { ...context, caller: who === "guest" ? guest : await accountOf(context, who) };
}

async function accountOf({ services, storage }: Context, who: string): Promise<Caller> {
  const [name = "", id = ""] = who.split(":");
  const collection = (await services.catalogs.current()).find(name);
  if (!collection?.auth || collection.system) {
    throw refused("invalid", `${JSON.stringify(who)} is no account.`, "It is guest, or users:ID.");
  }
  const [row] = await storage.all(
    sql`SELECT * FROM ${identifier(collection.name)} WHERE "id" = ${id}`,
  );
  if (!row) {
    const hint = `records list ${collection.name} shows who there is.`;
    throw refused("notFound", `${collection.name} has no account ${JSON.stringify(id)}.`, hint);
  }
  const record = { collectionId: collection.id, collectionName: collection.name, id, row };
  return { superuser: false, record, token: null, actor: `${collection.name}:${id}` };
}

function refused(code: "invalid" | "notFound", message: string, hint: string): Failure {
  return new Failure(code, message, {
    hint,
    problems: { actAs: { code: "validation_invalid_value", message } },
  });
}
