// Secrets are planted wherever there is room for one; then an agent with every scope asks everything
// that only reads. No answer may hold one.
import { expect, test } from "bun:test";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { openTestApp } from "../../open-test-app.ts";
import { connectModern, serve } from "./served-host.ts";

const canary = "canary7";

test("no tool, resource or prompt that reads shows a secret", async () => {
  const app = await openTestApp();
  await app.call("settings.set", {
    smtp: { username: "me", password: `${canary}-smtp` },
    s3: { secret: `${canary}-s3` },
    backups: { s3: { secret: `${canary}-backups` } },
  });
  const password = `${canary}-password`;
  const google = { name: "google", clientId: "g", clientSecret: `${canary}-oauth2` };
  await app.call("collections.create", {
    name: "people",
    type: "auth",
    oauth2: { enabled: true, providers: [google] },
    fields: [{ name: "pin", type: "password" }],
  });
  const data = {
    email: "a@example.com",
    password,
    passwordConfirm: password,
    pin: `${canary}-pin`,
  };
  const { id } = await app.call("records.create", { collection: "people", data });
  await app.call("superusers.create", { email: "root@example.com", password });
  await app.call("webhooks.create", {
    name: "w",
    url: "https://example.com/hook",
    events: ["people.create"],
    headers: { authorization: `Bearer ${canary}-header` },
  });
  await app.call("flags.update", { key: "f" });
  const { token } = await app.call("tokens.mint", { name: "a", scopes: ["admin"] });
  const rows = await app.storage.all<Record<string, string>>({
    parts: [`SELECT "password", "tokenKey", "pin" FROM "people"`],
    values: [],
  });
  const secrets = [canary, token, ...Object.values(rows[0]!)];

  await using served = serve(mcpHost(app));
  const agent = await connectModern(`${served.url}?toolset=collections`, token);
  const known: Record<string, unknown> = {
    ...{ id, collection: "people", query: "SELECT id FROM people", name: "x", key: "f" },
    ...{ record: id, call: "x", expand: "people" },
  };
  const reading = (await agent.listTools()).tools.filter(
    ({ annotations }) => annotations?.readOnlyHint,
  );
  expect(reading.length).toBeGreaterThan(15);
  const told: string[] = [];
  for (const { name, inputSchema } of reading) {
    const needed = (inputSchema.required ?? []) as string[];
    const args = Object.fromEntries(needed.map((each) => [each, known[each]]));
    if (name === "get_setting") args.key = "smtp";
    told.push(JSON.stringify(await agent.callTool({ name, arguments: args })));
  }
  for (const { uri } of (await agent.listResources()).resources) {
    told.push(JSON.stringify(await agent.readResource({ uri })));
  }
  const day = new Date().toISOString().slice(0, 10);
  for (const uri of ["collection/people", `record/people/${id}`, `logs/${day}`]) {
    told.push(JSON.stringify(await agent.readResource({ uri: `vaultbase://${uri}` })));
  }
  for (const { name } of (await agent.listPrompts()).prompts) {
    const args = { topic: "x", needle: "x", collection: "people" };
    told.push(JSON.stringify(await agent.getPrompt({ name, arguments: args }).catch(String)));
  }
  await agent.close();
  expect(told.length).toBeGreaterThan(25);
  expect(told.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
});
