import { beforeEach, describe, expect, test } from "bun:test";
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { toFilePath } from "../../../src/drivers/disk/blob-path.ts";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

/** As the disk driver writes what is no plain name. */
const toDisk = (path: string) => toFilePath("", path);

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", {
    name: "letters",
    viewRule: "title = 'open'",
    fields: [
      { name: "title", type: "text" },
      { name: "page", type: "file", maxSize: 1_000_000 },
    ],
  });
});

const create = (name: string, text: string, title = "open") =>
  app.call("records.create", { collection: "letters", data: { title, page: { name, text } } });

const read = (record: { id: string; page: string }, more: object = {}, caller = localOperator) =>
  app.call(
    "files.read",
    { collection: "letters", id: record.id, name: record.page, ...more },
    caller,
  );

describe("reading a file", () => {
  test("tells a text, what it is, and where it is", async () => {
    const record = await create("a letter.md", "# Dear all");
    expect(await read(record)).toEqual({
      name: record.page,
      type: "text/markdown",
      size: 10,
      url: `/api/v1/files/letters/${record.id}/${record.page}`,
      text: "# Dear all",
    });
  });

  test("tells a long text piece by piece, in whole characters", async () => {
    const text = "aä€😀".repeat(5000);
    const record = await create("long.txt", text);
    const pieces: string[] = [];
    for (let offset: number | undefined = 0; offset !== undefined;) {
      const piece: { text: string; next?: number } = await read(record, { offset });
      pieces.push(piece.text);
      offset = piece.next;
    }
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe(text);
  });

  test("tells of anything else only what it is", async () => {
    const data = { title: "open", page: { name: "a.bin", base64: "AAEC/w==" } };
    const record = await app.call("records.create", { collection: "letters", data });
    const answer = await read(record);
    expect(answer).toMatchObject({ type: "application/octet-stream", size: 4 });
    expect(answer.text).toBeUndefined();
  });

  test("is for whoever may view the record", async () => {
    const open = await create("a.txt", "open");
    expect((await read(open, {}, guest)).text).toBe("open");
    const closed = await create("a.txt", "closed", "closed");
    const input = { collection: "letters", id: closed.id, name: closed.page };
    expect((await app.refusal("files.read", input, guest)).code).toBe("notFound");
  });
});

describe("sweeping", () => {
  const storage = (...path: string[]) => join(app.directory, "storage", ...path);
  const old = new Date(Date.now() - 2 * 60 * 60 * 1000);

  test("takes old files that no record speaks of, and leaves all others", async () => {
    const record = await create("a.txt", "kept");
    const { blobs } = app.contextFor(guest);
    const here = `${record.collectionId}/${record.id}`;
    const paths = {
      lost: `${here}/lost.txt`,
      lostThumb: `${here}/thumbs_lost.txt/10x10_lost.txt`,
      ofNoRecord: `${record.collectionId}/nobody/a.txt`,
      ofNoCollection: `nothing/${record.id}/a.txt`,
      keptThumb: `${here}/thumbs_${record.page}/10x10_${record.page}`,
      kept: `${here}/${record.page}`,
      young: `${here}/young.txt`,
    };
    const { kept, young, keptThumb, ...orphans } = paths;
    for (const path of [young, keptThumb, ...Object.values(orphans)]) {
      await blobs.put(path, new Blob(["12345"]));
    }
    for (const path of [kept, keptThumb, ...Object.values(orphans)]) {
      await utimes(storage(path), old, old);
    }
    const dry = app.contextFor(localOperator, undefined, { dryRun: true });
    const found = { removed: 4, bytes: 20 };
    expect(await invoke(dry, app.operations.get("files.sweep")!, {})).toEqual(found);
    expect(await app.call("files.sweep", {})).toEqual(found);
    expect(await app.call("files.sweep", {})).toEqual({ removed: 0, bytes: 0 });
    const left: string[] = [];
    for await (const { path } of blobs.list("")) left.push(path);
    expect(left.toSorted()).toEqual([kept, young, keptThumb].toSorted());
  });

  test("knows records whose ids look like paths", async () => {
    const id = { name: "id", type: "text", pattern: "", min: 0, max: 40 };
    await app.call("collections.update", { collection: "letters", changeFields: [id] });
    for (const id of ["a/b", "../..", "a%2Fb"]) {
      const data = { id, page: { name: "page.txt", text: id } };
      const record = await app.call("records.create", { collection: "letters", data });
      expect((await read(record)).text).toBe(id);
    }
    const paths: string[] = [];
    for await (const { path } of app.contextFor(guest).blobs.list("")) paths.push(path);
    for (const path of paths) await utimes(storage(toDisk(path)), old, old);
    expect(paths).toHaveLength(3);
    expect(await app.call("files.sweep", {})).toEqual({ removed: 0, bytes: 0 });
  });

  test("is not misled by names, ours or others'", async () => {
    const record = await create("thumbs_page.txt", "kept");
    await Bun.write(storage("notes 100%.txt"), "somebody else's");
    for (const path of [`${record.collectionId}/${record.id}/${record.page}`, "notes 100%.txt"]) {
      await utimes(storage(path), old, old);
    }
    expect(await app.call("files.sweep", {})).toEqual({ removed: 0, bytes: 0 });
  });

  test("comes round by itself", async () => {
    const crons = await app.call("crons.list", {});
    expect(JSON.stringify(crons)).toContain("__filesSweep__");
  });
});
