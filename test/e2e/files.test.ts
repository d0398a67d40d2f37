// Files through PocketBase's own SDK, plain HTTP and the command line, against the executable.
import { beforeAll, describe, expect, test } from "bun:test";
import { encode } from "fast-png";
import { request as openRequest } from "node:http";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import PocketBase, { ClientResponseError, type RecordModel } from "pocketbase";
import { serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

let root: PocketBase;
let server: Serving;
let directory: string;

beforeAll(async () => {
  directory = temporaryDirectory();
  const who = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...who, "--dir", directory])).exitCode).toBe(0);
  server = await serve(directory);
  root = connect();
  await root.collection("_superusers").authWithPassword("root@example.com", "1234567890");
  await root.collections.create({
    name: "albums",
    fields: [
      { name: "title", type: "text" },
      { name: "meta", type: "json" },
      { name: "cover", type: "file", thumbs: ["80x40", "80x40t", "80x40f", "0x40"] },
      { name: "scans", type: "file", maxSelect: 5, maxSize: 100_000 },
      { name: "video", type: "file", maxSize: 300 * 1024 * 1024 },
      { name: "secret", type: "file", protected: true },
    ],
    viewRule: "@request.auth.id != ''",
    listRule: "",
    createRule: "",
  });
}, 60_000);

function connect(): PocketBase {
  const client = new PocketBase(server.url);
  client.autoCancellation(false);
  return client;
}

const albums = () => root.collection("albums");
const file = (name: string, content: string | Uint8Array<ArrayBuffer> = name) =>
  new File([content], name);

/** Every file on the disk, thumbs and half-received ones included, by its name. */
async function onDisk(folder = ""): Promise<string[]> {
  const found = await readdir(join(directory, "storage", folder), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

const ofRecord = (record: RecordModel) => onDisk(join(record.collectionId, record.id));

const picture = () =>
  file(
    "Cover Picture.png",
    encode({ width: 200, height: 100, data: new Uint8Array(60_000).fill(90), channels: 3 }).slice(),
  );

async function refused(promise: Promise<unknown>): Promise<ClientResponseError> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof ClientResponseError) return thrown;
    throw thrown;
  }
  throw new Error("it was expected to fail");
}

describe("PocketBase's SDK", () => {
  test("creates a record with files beside other values", async () => {
    const record = await albums().create({
      title: "Summer",
      meta: { tags: ["a", 1] },
      cover: picture(),
      scans: [file("one.txt"), file("two.txt")],
    });
    expect(record).toMatchObject({ title: "Summer", meta: { tags: ["a", 1] } });
    expect(record.cover).toMatch(/^cover_picture_[a-z0-9]{10}\.png$/);
    expect(record.scans).toHaveLength(2);
    const url = root.files.getURL(record, record.scans[0]);
    expect(await (await fetch(url)).text()).toBe("one.txt");
  });

  test("appends, prepends, removes and replaces, and nothing old stays on the disk", async () => {
    const made = await albums().create({ scans: [file("bbb.txt")] });
    const more = await albums().update(made.id, { "scans+": file("ccc.txt") });
    const most = await albums().update(made.id, { "+scans": [file("aaa.txt")] });
    expect(most.scans.map((name: string) => name.slice(0, 3))).toEqual(["aaa", "bbb", "ccc"]);
    const less = await albums().update(made.id, { "scans-": [made.scans[0]] });
    expect(less.scans).toEqual([most.scans[0], more.scans[1]]);
    const kept = await albums().update(made.id, { scans: [less.scans[1], file("ddd.txt")] });
    expect(await ofRecord(made)).toHaveLength(2);
    expect((await ofRecord(made)).toSorted()).toEqual(kept.scans.toSorted());
    await albums().update(made.id, { scans: [] });
    expect(await ofRecord(made)).toEqual([]);
  });

  test("gets thumbs, which are as large as it asked", async () => {
    const record = await albums().create({ cover: picture() });
    const sizes = { "80x40": "80x40", "80x40t": "80x40", "80x40f": "80x40", "0x40": "80x40" };
    for (const [thumb, size] of Object.entries({
      ...sizes,
      "100x100": "100x100",
      "7x7": "200x100",
    })) {
      const response = await fetch(root.files.getURL(record, record.cover, { thumb }));
      expect(response.headers.get("content-type")).toBe("image/png");
      const { width, height } = await new Bun.Image(await response.bytes()).metadata();
      expect(`${width}x${height}`).toBe(size);
    }
    expect(await ofRecord(record)).toHaveLength(6);
    await albums().delete(record.id);
    expect(await ofRecord(record)).toEqual([]);
  });

  test("opens protected files with a token only", async () => {
    const record = await albums().create({ secret: file("secret.txt") });
    const without = await fetch(root.files.getURL(record, record.secret));
    expect(without.status).toBe(404);
    const token = await root.files.getToken();
    const withToken = await fetch(root.files.getURL(record, record.secret, { token }));
    expect(await withToken.text()).toBe("secret.txt");
    expect((await refused(connect().files.getToken())).status).toBe(401);
  });

  test("writes files in a batch, all or none", async () => {
    const batch = root.createBatch();
    batch
      .collection("albums")
      .create({ title: "batched", cover: picture(), scans: [file("a.txt")] });
    batch.collection("albums").create({ title: "plain" });
    const [first] = await batch.send();
    expect(first?.status).toBe(200);
    expect(await ofRecord(first?.body)).toHaveLength(2);
    const again = root.createBatch();
    again
      .collection("albums")
      .update(first?.body.id, { scans: [first?.body.scans[0], file("b.txt")] });
    const [second] = await again.send();
    expect(second?.body.scans).toHaveLength(2);
    const before = await onDisk();
    const failing = root.createBatch();
    failing.collection("albums").create({ cover: picture() });
    failing.collection("albums").update("missing", { title: "x" });
    expect((await refused(failing.send())).status).toBe(400);
    expect((await onDisk()).toSorted()).toEqual(before.toSorted());
  });
});

describe("a write that fails leaves nothing on the disk", () => {
  const large = new Uint8Array(100_001);
  test.each([
    ["too large", { scans: file("a.bin", large) }, "validation_file_size_limit"],
    [
      "too many",
      { scans: "abcdef".split("").map((name) => file(name)) },
      "validation_too_many_files",
    ],
    ["unknown", { scans: ["nope.txt", file("a.txt")] }, "validation_invalid_file"],
  ])("%s", async (_, data, code) => {
    const before = await onDisk();
    const failure = await refused(albums().create(data));
    expect(failure.response.data.scans.code).toBe(code);
    expect((await onDisk()).toSorted()).toEqual(before.toSorted());
  });
});

describe("over HTTP", () => {
  test("parts of a file come as asked, and its head alone", async () => {
    const record = await albums().create({ scans: file("digits.txt", "0123456789") });
    const url = root.files.getURL(record, record.scans[0]);
    const part = await fetch(url, { headers: { range: "bytes=2-4" } });
    expect([part.status, await part.text()]).toEqual([206, "234"]);
    expect(part.headers.get("content-range")).toBe("bytes 2-4/10");
    const end = await fetch(url, { headers: { range: "bytes=-3" } });
    expect([end.status, await end.text()]).toEqual([206, "789"]);
    const none = await fetch(url, { headers: { range: "bytes=10-" } });
    expect([none.status, none.headers.get("content-range")]).toEqual([416, "bytes */10"]);
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "10"]);
    expect(await head.text()).toBe("");
    const modified = head.headers.get("last-modified")!;
    const same = await fetch(url, { headers: { "if-modified-since": modified } });
    expect(same.status).toBe(304);
    const changed = await fetch(url, {
      headers: { range: "bytes=2-4", "if-range": new Date(0).toUTCString() },
    });
    expect([changed.status, await changed.text()]).toEqual([200, "0123456789"]);
  });

  const peakMegabytes = async () => {
    const status = await Bun.file(`/proc/${server.child.pid}/status`).text();
    return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) / 1024;
  };

  test.if(process.platform === "linux")(
    "a large file goes through without filling the memory, there and back",
    async () => {
      const megabytes = 200;
      const before = await peakMegabytes();
      const { status, body } = await upload(megabytes * 1024 * 1024, true);
      expect(status).toBe(200);
      const record = JSON.parse(body);
      const response = await fetch(root.files.getURL(record, record.video));
      let bytes = 0;
      for await (const chunk of response.body!) bytes += chunk.length;
      expect(bytes).toBe(megabytes * 1024 * 1024);
      expect((await peakMegabytes()) - before).toBeLessThan(megabytes / 2);
      await albums().delete(record.id);
    },
    60_000,
  );

  test.if(process.platform === "linux")(
    "a gigabyte is refused before it is sent, and while it is sent",
    async () => {
      const before = await peakMegabytes();
      const files = await onDisk();
      expect((await upload(1024 ** 3, true)).status).toBe(413);
      expect((await upload(1024 ** 3, false)).status).toBe(413);
      expect((await peakMegabytes()) - before).toBeLessThan(150);
      expect((await onDisk()).toSorted()).toEqual(files.toSorted());
      expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    },
    60_000,
  );

  test("an upload that breaks off leaves nothing", async () => {
    const files = await onDisk();
    await new Promise<void>((resolve) => {
      const sending = beginUpload(10_000_000, true);
      sending.on("error", () => resolve());
      sending.write(Buffer.alloc(1_000_000), () => setTimeout(() => sending.destroy(), 100));
    });
    for (let tries = 0; tries < 100; tries++) {
      if ((await onDisk()).length === files.length) break;
      await Bun.sleep(20);
    }
    expect((await onDisk()).toSorted()).toEqual(files.toSorted());
  });
});

const ending = "\r\n--xxx--\r\n";
const beginning = `--xxx\r\nContent-Disposition: form-data; name="video"; filename="v.bin"\r\n\r\n`;

function beginUpload(bytes: number, saysLength: boolean) {
  const sending = openRequest(`${server.url}/api/collections/albums/records`, {
    method: "POST",
    headers: {
      "content-type": "multipart/form-data; boundary=xxx",
      ...(saysLength && { "content-length": beginning.length + bytes + ending.length }),
    },
  });
  sending.write(beginning);
  return sending;
}

/** Sends zeros as fast as they are taken, until they are all sent or there is an answer. */
function upload(bytes: number, saysLength: boolean): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sending = beginUpload(bytes, saysLength);
    let answered = false;
    sending.on("response", async (response) => {
      answered = true;
      let body = "";
      for await (const piece of response) body += String(piece);
      resolve({ status: response.statusCode ?? 0, body });
      sending.destroy();
    });
    sending.on("error", (error) => !answered && reject(error));
    const chunk = Buffer.alloc(1024 * 1024);
    let left = bytes;
    const send = () => {
      if (answered) return;
      while (left > 0) {
        const taken = sending.write(chunk.subarray(0, Math.min(left, chunk.length)));
        left -= chunk.length;
        if (!taken) return void sending.once("drain", send);
      }
      sending.end(ending);
    };
    send();
  });
}

describe("the command line", () => {
  test("sends files into a data directory and to a server", async () => {
    const here = temporaryDirectory();
    await Bun.write(join(here, "letter.txt"), "Dear all");
    await Bun.write(join(here, "a,b=c.txt"), "odd name");
    const minted = await vaultbase([
      ...["token", "mint", "--name", "cli", "--scope", "admin", "--dir", directory, "--json"],
    ]);
    const remote = ["--url", server.url, "--token", minted.json().token];
    for (const target of [["--dir", directory], remote]) {
      const created = await vaultbase(
        [
          ...["records", "create", "albums", "--data", '{"title":"from here"}', "--json"],
          ...["--file", "scans=letter.txt", "--file", "scans=a,b=c.txt", ...target],
        ],
        { cwd: here },
      );
      expect(created.stderr).toBe("");
      const record = created.json();
      expect(record).toMatchObject({ title: "from here" });
      expect(record.scans).toHaveLength(2);
      const read = await vaultbase([
        ...["files", "read", "albums", record.id, record.scans[0], "--json", ...target],
      ]);
      expect(read.json()).toMatchObject({ text: "Dear all", type: "text/plain", size: 8 });
    }
  });

  test("says which file is missing", async () => {
    const words = ["records", "create", "albums", "--data", "{}", "--file", "cover=nope.png"];
    const ran = await vaultbase([...words, "--dir", directory]);
    expect(ran.exitCode).not.toBe(0);
    expect(ran.stderr).toContain("nope.png");
  });
});
