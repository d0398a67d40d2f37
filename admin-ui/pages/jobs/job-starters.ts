import type { Starter } from "../scripts/editor/starter.ts";

/** Examples of what the clock may start. */
export const jobStarters: readonly Starter[] = [
  {
    title: "Tidy up",
    text: "Delete what is older than a month.",
    source: `const { items } = await records.list("drafts", {
  filter: "updated < @now-30d",
  perPage: 500,
});
for (const { id } of items) await records.delete("drafts", id);
log("deleted", items.length);
`,
  },
  {
    title: "Send a digest",
    text: "One mail about what is new.",
    source: `const { items, totalItems } = await records.list("posts", {
  filter: "created > @now-7d",
  sort: "-created",
});
if (totalItems === 0) return;
await mail.send({
  to: "team@example.com",
  subject: \`\${totalItems} new posts this week\`,
  text: items.map((post) => post.title).join("\\n"),
});
`,
  },
  {
    title: "Fetch something",
    text: "From another service, and keep it.",
    source: `const answer = await fetch("https://api.example.com/rates");
if (!answer.ok) throw new Error(\`The service answered \${answer.status}.\`);
const rates = await answer.json();
await records.create("rates", { day: now().toISOString(), rates });
`,
  },
];
