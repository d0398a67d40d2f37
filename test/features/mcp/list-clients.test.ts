import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp } from "../../../src/app.ts";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
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

test("only superusers may ask", async () => {
  const app = await openApp({ directory });
  const asking = invoke(app.contextFor(guest), listClients, {});
  expect(asking).rejects.toMatchObject({ code: "unauthenticated" });
  await asking.catch(() => {});
  await app.close();
});
