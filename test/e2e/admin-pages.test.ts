// What holds on every page: nothing is complained about, everybody can use it, and it loads quickly.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { axeProblems, hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { adminPages } from "./admin-pages.ts";
import { fillAdmin } from "./fill-admin.ts";

const firstLoadBytes = 300 * 1024;

describe.skipIf(!hasChromium)("the admin page", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
  });
  afterAll(() => admin.close());

  for (const { name, path, ready, signedOut = false, refuses } of adminPages) {
    for (const scheme of ["light", "dark"] as const) {
      test(`${name}, ${scheme}: axe finds nothing serious, and the console is silent`, async () => {
        const { page, context, trouble } = await admin.open(path, { scheme, signedOut });
        await ready(page);
        expect(await axeProblems(page)).toEqual([]);
        const unforeseen = trouble.filter((each) => !refuses || !/status of 4\d\d/.test(each));
        expect(unforeseen).toEqual([]);
        await context.close();
      });
    }

    test(`${name} fits a phone`, async () => {
      const { page, context } = await admin.open(path, { width: 390, height: 844, signedOut });
      await ready(page);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
      await context.close();
    });
  }

  test("the longest names push nothing off the page", async () => {
    const name = `collection_${"of_everything_".repeat(4)}`.slice(0, 63);
    const long = "of-everything-".repeat(6);
    const { id: collection } = await admin.api("POST /collections", { name, listRule: "" });
    const { id } = await admin.api(`POST /collections/${name}/records`, {});
    await admin.api(`PUT /flags/${long}`, { type: "bool" });
    const webhook = { name: long.slice(0, 60), url: "https://example.com/in", events: ["*"] };
    await admin.api("POST /webhooks", webhook);
    const places = [
      [`/records/${name}`, "New record"],
      [`/records/${name}?record=${id}`, "Copy the id"],
      [`/collections/${name}`, "Settings of id"],
      [`/flags/${long}`, "Add rule"],
      [`/webhooks/${webhook.name}`, "Send a test"],
      ["/new-webhook", "Create webhook"],
      ["/mcp?tab=catalog", "Mint a token"],
    ] as const;
    for (const width of [1280, 390]) {
      for (const [place, button] of places) {
        const { page, context } = await admin.open(place, { width });
        await page.getByRole("button", { name: button }).first().waitFor();
        const beside = await page.evaluate(() => {
          const { document, innerWidth } = globalThis as any;
          const shown = [...document.querySelectorAll("nav a, nav input, h1, h2, header button")];
          const box = (each: any) => each.getBoundingClientRect();
          const nav = box(document.querySelector("nav")).right;
          const edge = (each: any) => (each.closest("nav") ? nav : innerWidth);
          return shown.filter((each) => box(each).width > 0 && box(each).right > edge(each) + 1);
        });
        expect([place, width, beside.length]).toEqual([place, width, 0]);
        const wide = await page.evaluate("document.documentElement.scrollWidth");
        expect([place, wide]).toEqual([place, width]);
        await context.close();
      }
    }
    await admin.api(`DELETE /collections/${collection}`);
    await admin.api(`DELETE /flags/${long}`);
    await admin.api(`DELETE /webhooks/${webhook.name}`);
  });

  test(`the first load is no more than ${firstLoadBytes} bytes of brotli`, async () => {
    const { page, context } = await admin.open("/superusers");
    await page.getByRole("table").waitFor();
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map((each) => each as unknown as { name: string; encodedBodySize: number })
        .filter(({ name }) => name.includes("/_/"))
        .map(({ name, encodedBodySize }) => [name, encodedBodySize] as const),
    );
    expect(loaded.length).toBeGreaterThan(3);
    const total = loaded.reduce((sum, [, bytes]) => sum + bytes, 0);
    expect(total).toBeLessThanOrEqual(firstLoadBytes);
    await context.close();
  });

  test("its answers are compressed, cached and guarded", async () => {
    const page = await fetch(`${admin.url}/_/records/posts?page=2`, {
      headers: { "accept-encoding": "gzip, br" },
    });
    const html = await page.text();
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(page.headers.get("content-encoding")).toBe("br");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain("unsafe");
    const again = { headers: { "if-none-match": page.headers.get("etag") ?? "" } };
    expect((await fetch(`${admin.url}/_/`, again)).status).toBe(304);

    const script = `${admin.url}${/src="(\/_\/assets\/[^"]+\.js)"/.exec(html)?.[1]}`;
    for (const [accepted, coding] of [
      ["br;q=1.0, gzip", "br"],
      ["gzip", "gzip"],
      ["br;q=0, identity", null],
    ] as const) {
      const asset = await fetch(script, { headers: { "accept-encoding": accepted } });
      expect(asset.headers.get("content-encoding")).toBe(coding);
      expect(asset.headers.get("cache-control")).toContain("immutable");
      expect(asset.headers.get("vary")).toBe("Accept-Encoding");
      expect(await asset.text()).toContain("createElement");
    }
    expect((await fetch(`${admin.url}/_/assets/gone.js`)).status).toBe(404);
    expect((await fetch(`${admin.url}/_/`, { method: "POST" })).status).toBe(405);
    const bare = await fetch(`${admin.url}/_`, { redirect: "manual" });
    expect(bare.headers.get("location")).toBe("/_/");
  });
});
