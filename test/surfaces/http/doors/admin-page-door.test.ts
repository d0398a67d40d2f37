import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { insideRequest } from "../../../../src/kernel/context.ts";
import { adminPageDoor } from "../../../../src/surfaces/http/doors/admin-page-door.ts";

const inline = "document.title = 1;";
const html = `<!doctype html><script>${inline}</script><script type="module" src="/_/assets/index-1.js"></script>`;

describe("the admin page", () => {
  let directory: string;
  let ask: (path: string, request?: RequestInit) => Promise<Response>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "vaultbase-page-"));
    await mkdir(join(directory, "assets"));
    for (const [name, text] of [
      ["index.html", html],
      ["assets/index-1.js", "run();"],
    ] as const) {
      await Bun.write(join(directory, `${name}.gz`), gzipSync(text));
      await Bun.write(join(directory, `${name}.br`), brotliCompressSync(text));
    }
    await Bun.write(join(directory, "assets/inter-1.woff2"), "font");
    const door = adminPageDoor(directory);
    ask = async (path, request) =>
      door.answer(new Request(`http://127.0.0.1${path}`, request), insideRequest);
  });
  afterAll(() => rm(directory, { recursive: true }));

  test("is one page at all its addresses, and asked for anew each time", async () => {
    for (const path of ["/_/", "/_/records/posts", "/_/setup?token=x"]) {
      const answer = await ask(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(html);
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    }
    const etag = (await ask("/_/")).headers.get("etag") ?? "";
    const again = await ask("/_/", { headers: { "if-none-match": `"other", W/${etag}` } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("runs its own files, and the script that stands in it by its hash", async () => {
    const policy = (await ask("/_/")).headers.get("content-security-policy") ?? "";
    const hash = new Bun.CryptoHasher("sha256").update(inline).digest("base64");
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test.each([
    ["br, gzip", "br"],
    ["gzip;q=0.5", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", null],
  ])("comes compressed as %s has it", async (accepted, coding) => {
    const answer = await ask("/_/assets/index-1.js", { headers: { "accept-encoding": accepted } });
    expect(answer.headers.get("content-encoding")).toBe(coding);
    expect(answer.headers.get("vary")).toBe("Accept-Encoding");
    expect(answer.headers.get("content-type")).toContain("javascript");
    expect(answer.headers.get("cache-control")).toContain("immutable");
    if (coding === null) expect(await answer.text()).toBe("run();");
  });

  test("gives what is compressed by nature as it is", async () => {
    const answer = await ask("/_/assets/inter-1.woff2", { headers: { "accept-encoding": "br" } });
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect([await answer.text(), answer.headers.get("content-type")]).toEqual([
      "font",
      "font/woff2",
    ]);
  });

  test.each(["/_/assets/gone.js", "/_/assets/index-1.js.gz", "/_/assets/../index.html.gz"])(
    "%s is nothing, or the page",
    async (path) => {
      const answer = await ask(path);
      expect(answer.status === 404 || (await answer.text()) === html).toBe(true);
    },
  );

  test("takes nothing, and says so where it was not built", async () => {
    expect((await ask("/_/", { method: "DELETE" })).status).toBe(405);
    expect((await ask("/_")).headers.get("location")).toBe("/_/");
    const unbuilt = adminPageDoor(join(directory, "nowhere"));
    const answer = await unbuilt.answer(new Request("http://127.0.0.1/_/"), insideRequest);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("npm run build");
  });
});
