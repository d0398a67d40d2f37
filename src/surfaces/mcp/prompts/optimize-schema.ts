import type { Prompt } from "./prompt.ts";

export const optimizeSchema: Prompt = {
  listed: {
    name: "optimize-schema",
    title: "Optimize the schema",
    description: "Indexes, types and relations against what is really asked.",
    arguments: [],
  },
  write: async (
    _,
    ask,
  ) => `Look for what makes this database slow or hard to use, and propose changes.

The collections:
${await ask("collections.overview", {}, null)}

What is asked most (last 24 hours):
${await ask("logs.read", { group_by: "path" }, "logs")}

1. For each collection that is asked often, describe_collection shows fields, rules and indexes. read_logs with path and sort over data.execTime (filter "data.execTime > 50") shows slow requests and the filters in them.
2. Look for: filters and sorts on fields without an index (rules count: they are filters on every request); relations used in rules or expand that point back without one; text that holds a fixed set (select), numbers or dates kept as text; repeated names that want a relation; JSON that is filtered by one of its keys; lists that need full-text search (the search option) instead of ~.
3. Do not propose what costs more than it brings: every index slows writes; small collections (below some thousand records) need none.
4. Rank the proposals by what they bring, each with the evidence, the alter_collection call (dry_run true first), what it does to existing rows and clients, and how to see that it helped. Apply one at a time, when I agree.`,
};
