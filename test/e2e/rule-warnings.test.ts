// A rule that may mean something else than it says: told on the command line, over REST and to agents.
import { expect, test } from "bun:test";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import PocketBase from "pocketbase";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

test("whoever saves a rule is warned, at every door", async () => {
  const dir = temporaryDirectory();
  const run = (...words: string[]) => vaultbase([...words, "--dir", dir]);
  await run("collections", "create", "people", "--type", "auth");
  const fields = JSON.stringify([{ name: "owner", type: "relation", collectionId: "people" }]);
  const listRule = "owner = @request.auth.id";
  const made = await run(
    "collections",
    "create",
    "notes",
    "--fields",
    fields,
    "--list-rule",
    listRule,
  );
  expect(made.exitCode).toBe(0);
  expect(made.stdout).toContain(
    `Warning: notes.listRule: ${listRule} also holds for guests wherever the other side is empty`,
  );
  expect(made.stdout).toContain(`Fix: @request.auth.id != "" && ${listRule}`);

  const checked = await run("rules", "check", "--json");
  expect(checked.json().warnings).toMatchObject([{ code: "guest-matches-empty" }]);
  expect((await run("rules", "check", "people")).stdout).toBe("No warnings.\n");

  const exported = await run("export", "--definitions");
  const elsewhere = temporaryDirectory();
  const imported = await vaultbase(["import", "-", "--definitions", "--dir", elsewhere], {
    stdin: exported.stdout,
  });
  expect(imported.stdout).toContain("Warning: notes.listRule");

  const password = "1234567890";
  await run("superuser", "create", "root@example.com", "--password", password);
  const minted = await run("token", "mint", "--name", "x", "--scope", "mcp:admin", "--json");
  const { url, stop } = await serve(dir);
  const pb = new PocketBase(url);
  await pb.collection("_superusers").authWithPassword("root@example.com", password);
  const opened = await pb.collections.update("notes", { deleteRule: "" });
  expect(opened.warnings).toMatchObject([{ rule: "deleteRule", code: "open-write" }]);
  // What a client read, warnings included, it may send back.
  const sentBack = await pb.collections.update("notes", { ...opened });
  expect(sentBack.warnings).toBeUndefined();

  const client = new Client({ name: "test", version: "1" });
  const headers = { authorization: `Bearer ${minted.json().token}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${url}/api/v1/mcp`), { requestInit: { headers } }),
  );
  const change = { collection: "notes", updateRule: "" };
  const altered = await client.callTool({ name: "alter_collection", arguments: change });
  expect(altered.structuredContent).toMatchObject({ warnings: [{ rule: "updateRule" }] });
  const all = await client.callTool({ name: "check_rules", arguments: {} });
  expect((all.structuredContent as { warnings: unknown[] }).warnings).toHaveLength(3);
  await client.close();
  await stop();
}, 60_000);
