// The disk fills up under a running server: it says so, loses nothing, and goes on when there is room.
import { expect, test } from "bun:test";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

/** A small disk of its own takes a mount, which takes Linux and root; CI has both. */
const mayMount = process.platform === "linux" && process.getuid?.() === 0;

const told = "a full disk refuses writes clearly, and is forgotten when there is room again";

test.if(mayMount)(
  told,
  async () => {
    const directory = join(temporaryDirectory(), "small-disk");
    await mkdir(directory);
    const mounted = Bun.spawnSync(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", directory]);
    expect(mounted.stderr.toString()).toBe("");
    try {
      await fillAndFree(directory);
    } finally {
      Bun.spawnSync(["umount", "--lazy", directory]);
    }
  },
  30_000,
);

async function fillAndFree(directory: string): Promise<void> {
  const filler = join(directory, "filler");
  await writeFile(filler, Buffer.alloc(4 * 1024 * 1024));
  const fields = JSON.stringify([{ name: "text", type: "editor" }]);
  const open = ["--list-rule", "", "--create-rule", "", "--dir", directory];
  await vaultbase(["collections", "create", "notes", "--fields", fields, ...open]);
  const server = await serve(directory);
  const records = `${server.url}/api/v1/collections/notes/records`;
  const write = () =>
    fetch(records, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "x".repeat(200_000) }),
    });

  let kept = 0;
  let refused: Response | undefined;
  while (!refused && kept < 200) {
    const answer = await write();
    if (answer.status === 200) kept++;
    else refused = answer;
  }
  expect(kept).toBeGreaterThan(0);
  expect(refused?.status).toBe(503);
  expect(await refused!.json()).toMatchObject({
    code: "unavailable",
    hint: expect.stringMatching(/disk/i),
  });
  expect((await fetch(`${server.url}/api/v1/health`)).status).toBe(200);
  const total = async () => {
    const answer = await fetch(`${records}?perPage=1&fields=id`);
    return ((await answer.json()) as { totalItems: number }).totalItems;
  };
  expect(await total()).toBe(kept);

  await rm(filler);
  expect((await write()).status).toBe(200);
  expect(await total()).toBe(kept + 1);
  await server.stop();
}
