import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp } from "../../../src/app.ts";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { limits } from "../../../src/kernel/limits.ts";
import { listClients } from "../../../src/features/mcp/list-clients.ts";

const directory = await mkdtemp(join(tmpdir(), "vaultbase-clients-"));
afterAll(() => rm(directory, { recursive: true, force: true }));

const facts = {
  caller: { ...localOperator, actor: "mcp:agent" },
  transport: "stdio",
  address: "",
  userAgent: "",
  program: { name: "claude", version: "1" },
  protocolVersion: "2025-11-25",
};

test("each process knows everybody's clients, until their process ends", async () => {
  const [one, other] = [await openApp({ directory }), await openApp({ directory })];
  const seenBy = async (app: typeof one) =>
    (await invoke(app.contextFor(localOperator), listClients, {})).items;
  expect(await seenBy(one)).toEqual([]);
  const { client } = other.services.mcpClients.live.connect(facts);
  expect(await seenBy(other)).toMatchObject([{ clientName: "claude" }]);
  while ((await seenBy(one)).length === 0) await Bun.sleep(20);
  client.note({ ...facts, isCall: true });
  while ((await seenBy(one))[0]?.calls !== 1) await Bun.sleep(20);
  expect(await seenBy(one)).toMatchObject([{ actor: "mcp:agent", transport: "stdio", open: true }]);
  await other.close();
  expect(await seenBy(one)).toEqual([]);
  await one.close();
});

test("a process that was killed is forgotten after a while", async () => {
  let now = Date.parse("2026-03-01T12:00:00Z");
  const app = await openApp({ directory, now: () => new Date(now) });
  const other = await openApp({ directory, now: () => new Date(now) });
  other.services.mcpClients.live.connect(facts);
  const ask = async () => (await invoke(app.contextFor(localOperator), listClients, {})).items;
  while ((await ask()).length === 0) await Bun.sleep(20);
  now += 2 * limits.mcpBoardBeatMs + 1;
  expect(await ask()).toEqual([]);
  // It was only slow: what it says next counts again.
  while ((await ask()).length === 0) await Bun.sleep(20);
  await other.close();
  await app.close();
});

test("only superusers may ask", async () => {
  const app = await openApp({ directory });
  const asking = invoke(app.contextFor(guest), listClients, {});
  expect(asking).rejects.toMatchObject({ code: "unauthenticated" });
  await asking.catch(() => {});
  await app.close();
});
