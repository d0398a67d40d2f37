import { Type } from "@sinclair/typebox";
import type { Change } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { readScripts, scriptsTable } from "./live-scripts.ts";

/** What a script was after each time somebody saved it; what is deleted is still known by its id. */
export const listVersions = operation({
  name: "scripts.versions",
  summary: "List what a hook, route or job was before, who changed it, and what they changed.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    { script: Type.String({ description: "Its id, as the lists have it." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        actor: Type.String(),
        action: Type.String(),
        changed: Type.Array(Type.String(), { description: "What became another." }),
        script: Type.Union([Type.Null(), Type.Record(Type.String(), Type.Unknown())], {
          description: "As it was from then on; null: deleted.",
        }),
      }),
      { description: "The latest first, at most 100." },
    ),
  }),
  http: "GET /scripts/:script/versions",
  command: { positional: ["script"], example: "vaultbase scripts versions SCRIPT_ID" },

  async run({ storage, services }, { script: id }) {
    const catalog = await services.catalogs.current();
    const changes = await storage.all<Change>(
      sql`SELECT * FROM "_changes" WHERE "collection" = ${scriptsTable} AND "record" = ${id}
        ORDER BY "sequence" DESC LIMIT ${mostVersions}`,
    );
    if (changes.length === 0) {
      throw new Failure("notFound", `There is no script ${JSON.stringify(id)}.`, {
        hint: "hooks list, routes list and jobs list tell their ids.",
      });
    }
    const present = (script: Definition): Definition =>
      script && typeof script.collection === "string"
        ? { ...script, collection: catalog.find(script.collection)?.name ?? script.collection }
        : script;
    const now = (await readScripts(storage)).find((each) => each.id === id);
    let after: Definition = now ? { ...now } : null;
    const items = changes.map(({ sequence, at, actor, action, before: text }) => {
      const before = action === "create" ? null : (JSON.parse(text) as Definition);
      const version = {
        id: String(sequence),
        at,
        actor,
        action,
        changed: changedIn(before, after),
        script: present(after),
      };
      after = before;
      return version;
    });
    return { items };
  },
});

type Definition = Record<string, unknown> | null;

function changedIn(before: Definition, after: Definition): string[] {
  if (!before || !after) return [];
  return Object.keys(after).filter((name) => name !== "updated" && after[name] !== before[name]);
}

const mostVersions = 100;
