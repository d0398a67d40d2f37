// What a person does with the log: looks at the traffic, finds what failed, and all that is known of it.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("the log", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
    for (let count = 0; count < 3; count++) await ask("/collections/comments/records");
    await ask("/collections/nowhere/records?page=2");
  });
  afterAll(() => admin.close());

  /** As somebody who is not signed in. */
  const ask = (path: string) => fetch(`${admin.url}/api/v1${path}`);
  const line = (page: Page, what: string) => page.getByRole("button", { name: what, exact: true });
  const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

  test("shows requests as they come, without the page's own, and holds still when told to", async () => {
    const { page, context, trouble } = await admin.open("/logs");
    await line(page, "GET /api/v1/collections/comments/records").first().waitFor();
    expect(await page.getByText("Superuser", { exact: true }).count()).toBe(0);
    await ask("/health?is=new");
    await line(page, "GET /api/v1/health?is=new").waitFor();
    await page.getByRole("button", { name: "Live", pressed: true }).click();
    await page.getByRole("button", { name: "Live", pressed: false }).waitFor();
    await ask("/health?is=newer");
    await page.waitForTimeout(2500);
    expect(await line(page, "GET /api/v1/health?is=newer").count()).toBe(0);
    await page.getByRole("button", { name: "Live" }).click();
    await line(page, "GET /api/v1/health?is=newer").waitFor();
    await page.getByRole("checkbox", { name: "With superusers' requests" }).check();
    await page.getByText("Superuser", { exact: true }).first().waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("words are looked for while they are typed, and a pause between them takes nothing away", async () => {
    const { page, context } = await admin.open("/logs");
    const search = page.getByRole("searchbox");
    const asked = () => new URL(page.url()).searchParams.get("text");
    await search.pressSequentially("health ");
    await page.waitForURL(/text=health/);
    expect(asked()).toBe("health");
    await search.pressSequentially("and more");
    await page.waitForURL(/more/);
    expect(asked()).toBe("health and more");
    await context.close();
  });

  test("what failed is one click, and each entry tells all that is known", async () => {
    const { page, context } = await admin.open("/logs");
    await page.getByRole("button", { name: "What failed" }).click();
    const failed = line(page, "GET /api/v1/collections/nowhere/records?page=2");
    await failed.waitFor();
    await line(page, "GET /api/v1/collections/comments/records")
      .first()
      .waitFor({ state: "detached" });
    await failed.click();
    const drawer = page.getByRole("dialog");
    for (const told of ["404", "Missing collection context.", "Not signed in", "127.0.0.1"]) {
      await drawer.getByText(told, { exact: true }).first().waitFor();
    }
    const requestId = (await drawer.getByText(/^[0-9a-f]{8}-[0-9a-f-]{27}$/).textContent()) ?? "";
    expect(searchOf(page)).toMatchObject({ failed: "yes", entry: expect.any(String) });
    await page.reload();
    await drawer.getByText(requestId, { exact: true }).waitFor();
    await drawer.getByRole("button", { name: "Only this path" }).click();
    await page.getByText("Path: /api/v1/collections/nowhere/records").waitFor();
    await page.getByRole("button", { name: "Remove the filter: Path" }).click();

    await page.getByRole("searchbox").fill(requestId);
    await failed.waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download" }).click(),
    ]);
    expect(await Bun.file(await file.path()).json()).toMatchObject({ data: { requestId } });
    await page.getByRole("searchbox").fill("no such thing");
    await page.getByText("Nothing matches").waitFor();
    await page.getByRole("button", { name: "Clear the filters" }).last().click();
    await line(page, "GET /api/v1/collections/comments/records").first().waitFor();
    expect(searchOf(page)).toEqual({});
    await context.close();
  });

  test("a filter expression finds what the choices do not, and says where it is wrong", async () => {
    const { page, context } = await admin.open("/logs?superusers=yes");
    await page.getByRole("button", { name: "Filter expression" }).click();
    const filter = page.getByRole("textbox", { name: "Filter expression" });
    await filter.fill('message ~ "nowhere" && status = 404');
    await filter.press("Enter");
    await line(page, "GET /api/v1/collections/comments/records")
      .first()
      .waitFor({ state: "hidden" });
    await line(page, "GET /api/v1/collections/nowhere/records?page=2").first().waitFor();
    await filter.fill("mesage = 1");
    await filter.press("Enter");
    await page.getByRole("alert").getByText("Did you mean message?").waitFor();
    expect(await page.getByRole("alert").count()).toBe(1);
    expect(await filter.inputValue()).toBe("mesage = 1");
    await context.close();
  });

  test("the chart narrows the time, by hand and by keyboard, and is there as a table", async () => {
    const { page, context } = await admin.open("/logs");
    const chart = page.getByRole("group", { name: /^Requests over time: \d+ in all/ });
    await chart.waitFor();
    const box = (await chart.boundingBox())!;
    await page.mouse.move(box.x + box.width - 300, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.getByText(/^Time: /).waitFor();
    const { since = "", until = "" } = searchOf(page);
    const hours = (Date.parse(until) - Date.parse(since)) / 3_600_000;
    expect(hours).toBeWithin(6, 10);
    await line(page, "GET /api/v1/collections/comments/records").first().waitFor();

    await chart.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL(
      (url) => url.searchParams.get("until") === until && url.searchParams.get("since") !== since,
    );
    await page.getByRole("button", { name: "Remove the filter: Time" }).click();
    await page.getByRole("combobox", { name: "Time" }).waitFor();

    await page.getByRole("button", { name: "As a table" }).click();
    await page
      .getByRole("button", { name: /^Narrow to / })
      .last()
      .click();
    await page.getByText(/^Time: /).waitFor();
    await context.close();
  });

  test("entries are counted by what they have in common, and one of them leads back to its entries", async () => {
    const { page, context } = await admin.open("/logs");
    await page.getByText("By path", { exact: true }).click();
    const comments = page
      .getByRole("row")
      .filter({ hasText: "/api/v1/collections/comments/records" });
    expect(await comments.textContent()).toContain("3");
    await page.getByRole("button", { name: "/api/v1/collections/comments/records" }).click();
    await line(page, "GET /api/v1/collections/comments/records").first().waitFor();
    expect(searchOf(page)).toEqual({ path: "/api/v1/collections/comments/records" });
    await page.goto(`${admin.url}/_/logs?by=auth`);
    await page.getByRole("button", { name: "support-bot" }).click();
    await line(page, "MCP records.create").click();
    const drawer = page.getByRole("dialog");
    const activity = drawer.getByRole("link", { name: "What this token does" });
    await activity.waitFor();
    // What is not known of an entry has no line.
    expect(await drawer.getByText("Error", { exact: true }).count()).toBe(0);
    await activity.click();
    await page.getByRole("tab", { name: "Activity", selected: true }).waitFor();
    await context.close();
  });
});
