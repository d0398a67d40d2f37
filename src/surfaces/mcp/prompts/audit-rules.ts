import type { Prompt } from "./prompt.ts";

export const auditRules: Prompt = {
  listed: {
    name: "audit-rules",
    title: "Audit a collection's rules",
    description: "Who can do what with a collection, what is too open, and how to close it.",
    arguments: [{ name: "collection", description: "Its name.", required: true }],
  },
  write: async ({ collection = "" }, ask) => `Audit the rules of the collection ${collection}.

The collection:
${await ask("collections.describe", { collection }, null)}

What the linter warns of:
${await ask("rules.check", { collection }, null)}

A rule is null (superusers only), "" (everybody) or a filter that the record has to meet. In create rules the record is the one about to be; @request.auth is who asks (its id is empty for guests, and an empty field equals it), @request.body what they send.

1. Make a table: list, view, create, update, delete down; guest, any signed-in user, the owner, another user across; yes, no, or which records. Reason from the rule alone, step by step, for each cell.
2. Name each cell that is more open than this data should be, with a request that would misuse it: empty owner fields, = on fields with many values, fields a user should not set (role, owner, verified), rules that look through relations others control.
3. Fields that few should read: hidden, or a collection of their own.
4. Give the new rules as one alter_collection call, run it with dry_run true, then explain what each change breaks for existing clients. Apply it when I agree, and run check_rules once more.`,
};
