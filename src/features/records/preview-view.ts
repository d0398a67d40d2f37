import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { concat, quoteIdentifier, raw } from "../../kernel/sql.ts";
import { nameProblem, sentence } from "../collections/check-view.ts";
import type { Collection } from "../collections/collection.ts";
import { draftCollection } from "../collections/draft-collection.ts";
import { readView } from "../collections/settle-views.ts";
import { presentationOf, type PresentedRecord } from "./presentation.ts";

/** What a view with this query would be, before there is one. */
export const previewView = operation({
  name: "collections.preview",
  summary: "Show the fields and some records that a view with this query would have.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      query: Type.String({
        minLength: 1,
        maxLength: limits.viewQueryCharacters,
        description: "SELECT id, … FROM collections.",
      }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    fields: Type.Array(
      Type.Object(
        { name: Type.String(), type: Type.String() },
        { additionalProperties: Type.Unknown() },
      ),
    ),
    sample: Type.Array(
      Type.Object({ id: Type.String() }, { additionalProperties: Type.Unknown() }),
    ),
  }),
  http: "POST /collections/meta/dry-run-view",
  tool: {
    name: "preview_view",
    title: "Preview a view",
    guidance: 'For create_collection with type "view" and viewQuery.',
    records: true,
  },
  command: {
    positional: ["query"],
    example: "vaultbase collections preview 'SELECT id, title FROM movies'",
  },

  async run(context, { query }) {
    const catalog = await context.services.catalogs.current();
    // No collection has such a name.
    const name = "_preview";
    const draft = draftCollection(context, catalog, { name, type: "view", viewQuery: query }, null);
    try {
      const { view } = readView(context.storage.dialect, catalog, draft);
      const wrong = nameProblem(context, catalog, view);
      if (wrong) throw new Failure("invalid", wrong);
      const sample = await sampleOf(context, view);
      if (new Set(sample.map(({ id }) => id)).size < sample.length) throw sameIds();
      return { fields: [...view.fields], sample };
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.code !== "invalid") throw thrown;
      throw new Failure("invalid", `Invalid view query. Raw error: ${sentence(thrown)}`, {
        cause: thrown,
      });
    }
  },
});

function sameIds(): Failure {
  return new Failure("invalid", "the query could return records with non-unique ids.", {
    hint: "Where a join repeats an id, group by it, or select (ROW_NUMBER() OVER()) AS id.",
  });
}

const sampleSize = 10;

/** The query has been read by the database: it is one SELECT over collections. */
async function sampleOf(
  { storage, caller }: Context,
  view: Collection,
): Promise<PresentedRecord[]> {
  const { select, present } = presentationOf(view, caller);
  const source = raw(`WITH ${quoteIdentifier(view.name)} AS (\n${view.viewQuery}\n) `);
  const rows = await storage.all(concat(source, select, raw(` LIMIT ${sampleSize}`)));
  return rows.map(present);
}
