import type { Prompt } from "./prompt.ts";

export const designCollection: Prompt = {
  listed: {
    name: "design-collection",
    title: "Design a collection",
    description:
      "From a topic to collections with fields, relations and rules, agreed on and made.",
    arguments: [
      { name: "topic", description: "What it is about: a blog, bookings, …", required: true },
    ],
  },
  write: async ({ topic = "" }, ask) => `Design collections for: ${topic}

What is here already:
${await ask("collections.overview", {}, null)}

1. Use what is there where it fits (describe_collection shows a collection in full). Ask me at most three questions, only where the answer changes the design.
2. Propose each collection as a table: field, type, options (required, max, values, unique), why. Types: text, number, bool, email, url, editor, date, select, relation, file, json, geoPoint, vector, autodate; type "auth" for people who sign in. id, created_at and updated_at come by themselves. Choose select over text where the values are known, relation over repeated names, help texts that a stranger would understand.
3. Say for each of the five rules who may do it and why: null superusers only (the safe start), "" everybody, else a filter such as author = @request.auth.id. Never leave create, update or delete open to everybody without saying so.
4. Unique and sorting columns get an index: CREATE UNIQUE INDEX idx_x ON name (field).
5. When I agree: create_collection with dry_run true, then without, targets of relations first. Then check_rules, and mend what it warns of. Offer to fill it with seed (20 records) and show me list_ of it.`,
};
