// The declarations are judged by a compiler: the right script passes, each wrong line fails.
import { expect, test } from "bun:test";
import { checkProgram } from "../../check-program.ts";
import { openTestApp } from "../../open-test-app.ts";

async function declarations(input: object): Promise<string> {
  const app = await openTestApp();
  await app.call("collections.create", { name: "people", type: "auth" });
  await app.call("collections.create", {
    name: "posts",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "votes", type: "number" },
      { name: "author", type: "relation", collectionId: "people" },
      { name: "photo", type: "file" },
      { name: "hidden", type: "text", hidden: true },
    ],
  });
  return (await app.call("scripts.types", input)).text;
}

function check(types: string, source: string): Promise<string> {
  const main = `/// <reference path="./script.d.ts" />\nexport {};\n${source}`;
  return checkProgram({ "main.ts": main, "script.d.ts": types }, ["ES2023"]);
}

test("what scripts may do compiles, and what they may not does not", async () => {
  const types = await declarations({ kind: "hook", collection: "posts" });
  const right = `
    if (event.original?.votes !== event.record.votes) event.record.title = event.record.title.trim();
    event.record.votes += 1;
    const page = await records.list("posts", { filter: "votes > 3", sort: "-votes" });
    const made = await records.create("posts", { title: page.items[0]?.title ?? "none", "photo": { name: "a.txt", text: "a" } });
    await records.update("posts", made.id, { "votes+": 1 });
    await records.delete("posts", made.id);
    const answer = await fetch("https://example.com", { method: "POST", body: { a: 1 } });
    if (!answer.ok) throw new Refusal("No.", { title: (await answer.json()).why });
    await mail.send({ to: "a@example.com", subject: "Hello", text: "…" });
    const flag = await flags.evaluate("f", { plan: "pro" });
    log(flag.value, await crypto.sha256("a"), await base64.encode("a"), now().toISOString());
    try { await sleep(1); } catch (e) { if (e instanceof Failure) console.warn(e.code); }`;
  expect(await check(types, right)).toBe("");
  const wrong = [
    `event.record.titel = "x";`,
    `await records.get("post", "a");`,
    `await records.create("posts", { votes: 1 });`,
    `await records.update("posts", "a", { votes: "many" });`,
    `process.exit();`,
    `document.title;`,
    `setTimeout(() => {}, 1);`,
    `await import("node:fs");`,
  ];
  for (const line of wrong) expect(await check(types, line)).not.toBe("");
}, 60_000);

test("events of routes and jobs have types of their own", async () => {
  expect(
    await check(await declarations({ kind: "route" }), "event.params.id?.trim(); event.body.x;"),
  ).toBe("");
  expect(await check(await declarations({ kind: "job" }), "event.cause === 'manual';")).toBe("");
}, 60_000);
