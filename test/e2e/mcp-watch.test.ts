// A superuser looks over an agent's shoulder: what a token sees, and what its agent does.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const dir = temporaryDirectory();
const run = async (...words: string[]) =>
  (await vaultbase([...words, "--json", "--dir", dir])).json();
let server: Awaited<ReturnType<typeof serve>>;
let session: string;
let agent: { token: string; id: string };

beforeAll(async () => {
  const fields = JSON.stringify([
    { name: "title", type: "text" },
    { name: "secret_word", type: "text" },
  ]);
  await run("collections", "create", "posts", "--fields", fields);
  await run("collections", "create", "dossiers", "--fields", fields);
  const scopes = ["--scope", "mcp:read", "--scope", "write:tables", "--collections", "posts"];
  agent = await run("token", "mint", "--name", "claude", ...scopes);
  server = await serve(dir);
  const password = "correct horse battery";
  await vaultbase(["superuser", "create", "ada@example.com", "--dir", dir], { stdin: password });
  const path = "/api/v1/collections/_superusers/auth-with-password";
  const body = JSON.stringify({ identity: "ada@example.com", password });
  const headers = { "content-type": "application/json" };
  const signedIn = await fetch(`${server.url}${path}`, { method: "POST", headers, body });
  session = ((await signedIn.json()) as { token: string }).token;
}, 60_000);

afterAll(() => server.stop());

async function ask(
  credential: string,
  method: string,
  params: object = {},
  tokenId?: string,
  like?: object,
) {
  const answer = await fetch(`${server.url}/api/v1/mcp`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${credential}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2025-11-25",
      ...(tokenId !== undefined && { "x-vaultbase-token-id": tokenId }),
      ...(like !== undefined && { "x-vaultbase-token-like": JSON.stringify(like) }),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  return { status: answer.status, body: (await answer.json()) as any };
}

test("who is signed in sees and tries what a token's agent would, under its rights", async () => {
  const own = await ask(agent.token, "tools/list");
  const tried = await ask(session, "tools/list", {}, agent.id);
  expect(tried).toEqual(own);
  expect(JSON.stringify(tried.body)).not.toContain("create_dossiers");
  const data = { title: "Tried out", secret_word: "4711" };
  const call = { name: "create_posts", arguments: { data } };
  expect((await ask(session, "tools/call", call, agent.id)).body.result.isError).toBeFalsy();
  const closed = { name: "list_dossiers", arguments: {} };
  expect((await ask(session, "tools/call", closed, agent.id)).body.result.isError).toBe(true);
});

test("looking with a token's eyes does not make its agent be there", async () => {
  const unseen = await run("token", "mint", "--name", "unseen", "--scope", "mcp:read");
  const present = async () => {
    const headers = { authorization: session };
    const answer = await fetch(`${server.url}/api/v1/mcp/clients`, { headers });
    const { items } = (await answer.json()) as { items: { tokenId: string }[] };
    return items.some(({ tokenId }) => tokenId === unseen.id);
  };
  await ask(session, "tools/list", {}, unseen.id);
  await ask(session, "prompts/list", {}, unseen.id);
  expect(await present()).toBe(false);
  await ask(unseen.token, "tools/list");
  expect(await present()).toBe(true);
});

test("what a token would see is known before it is minted", async () => {
  const wish = { scopes: ["mcp:read", "write:tables"], collections: ["posts"] };
  const own = await ask(agent.token, "tools/list");
  expect(await ask(session, "tools/list", {}, undefined, wish)).toEqual(own);
  const lesser = await ask(session, "tools/list", {}, undefined, { ...wish, readOnly: true });
  expect(JSON.stringify(lesser.body)).not.toContain("create_posts");
  const odd = { scopes: ["mcp:red"] };
  const refused = await ask(session, "tools/list", {}, undefined, odd);
  expect(refused.status).toBe(400);
  expect(refused.body.error.message).toContain("Did you mean mcp:read?");
  expect((await ask(session, "tools/list", {}, undefined, { scope: "x" })).status).toBe(400);
  expect((await ask(agent.token, "tools/list", {}, undefined, wish)).status).toBe(403);
});

test("nobody else acts as a token, and not as one that is over", async () => {
  const other = await run("token", "mint", "--name", "other", "--scope", "admin");
  expect((await ask(other.token, "tools/list", {}, agent.id)).status).toBe(403);
  await run("token", "revoke", other.id, "--yes");
  const revoked = await ask(session, "tools/list", {}, other.id);
  expect(revoked.status).toBe(403);
  expect(JSON.stringify(revoked.body)).toContain("revoked");
});

test("calls are watched with their arguments, answers' size and changes, without secrets", async () => {
  const call = {
    name: "create_posts",
    arguments: { data: { title: "By hand", secret_word: "4711" } },
  };
  await ask(agent.token, "tools/call", call);
  await ask(agent.token, "tools/call", { name: "delete_collection", arguments: {} });
  const headers = { authorization: session };
  const watched = await fetch(`${server.url}/api/v1/mcp/calls?token=${agent.id}`, { headers });
  const { items } = (await watched.json()) as { items: any[] };
  expect(items.slice(0, 2)).toMatchObject([
    { actor: "mcp:claude", operation: "collections.delete", outcome: "forbidden" },
    {
      actor: "mcp:claude",
      operation: "records.create",
      outcome: "ok",
      arguments: { collection: "posts", data: { title: "By hand", secret_word: "***" } },
      changed: [{ collection: "posts", action: "create" }],
      changedCount: 1,
    },
  ]);
  expect(items[1].resultBytes).toBeGreaterThan(50);
  const tried = items.find(({ actor }) => actor.includes("tried by"));
  expect(tried.actor).toMatch(/^mcp:claude \(tried by _superusers:\w+\)$/);
  const asked = await fetch(`${server.url}/api/v1/mcp/calls`, {
    headers: { authorization: agent.token },
  });
  expect(asked.status).toBe(403);
});
