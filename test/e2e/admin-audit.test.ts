// What a person does with the audit: finds who did something, sees what came of it, and takes it back.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("the audit", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
  });
  afterAll(() => admin.close());

  const line = (page: Page, operation: string) =>
    page.getByRole("button", { name: operation, exact: true });
  const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
  const titleOf = async (id: string) =>
    (await admin.api(`GET /collections/posts/records/${id}`)).title;
  const firstPost = async () => (await admin.api("GET /collections/posts/records")).items[0];

  test("shows calls as they come, with what they changed", async () => {
    const { page, context, trouble } = await admin.open("/audit?collection=comments");
    await page
      .getByRole("row")
      .filter({ hasText: "support-bot" })
      .getByText("created comments")
      .waitFor();
    const { id } = await admin.api("POST /collections/comments/records", { text: "Just now" });
    await page.getByRole("row").filter({ hasText: "ada@example.com" }).getByText(id).waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("filters are in the address, and lead to who did what with which end", async () => {
    const { page, context } = await admin.open("/audit");
    await page.getByRole("combobox", { name: "Who" }).click();
    await page.getByRole("option", { name: "support-bot" }).click();
    await line(page, "backups.create").first().waitFor({ state: "hidden" });
    await line(page, "records.create").waitFor();
    await page.getByRole("button", { name: "What changed data" }).click();
    await page.waitForURL((url) => url.searchParams.get("changed") === "yes");
    await line(page, "records.list").first().waitFor({ state: "hidden" });
    await line(page, "records.create").waitFor();
    await page.getByRole("button", { name: "What changed data" }).click();
    await page.getByRole("combobox", { name: "Outcome" }).click();
    await page.getByRole("option", { name: "all that failed" }).click();
    await line(page, "records.create").waitFor({ state: "hidden" });
    await line(page, "records.list").waitFor();
    expect(searchOf(page)).toEqual({ actor: "mcp:support-bot", outcome: "failed" });
    await page.getByRole("textbox", { name: "Operation" }).fill("backups.");
    await page.getByText("No call matches").waitFor();
    await page.getByRole("button", { name: "Clear the filters" }).last().click();
    await line(page, "backups.create").first().waitFor();
    expect(searchOf(page)).toEqual({});
    await context.close();
  });

  test("a call is looked at, found again by its address, and undone", async () => {
    const { id, title } = await firstPost();
    await admin.api(`PATCH /collections/posts/records/${id}`, { title: "Overwritten" });
    const { page, context } = await admin.open(`/audit?collection=posts&record=${id}`);
    await line(page, "records.update").click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText(title, { exact: true }).waitFor();
    await drawer.getByText("Overwritten", { exact: true }).waitFor();
    await page.reload();
    await drawer.getByRole("button", { name: "Undo this call" }).click();
    await page.getByText("One change is taken back.", { exact: false }).waitFor();
    expect(await titleOf(id)).toBe("Overwritten");
    await page
      .getByRole("dialog", { name: "Undo this call?" })
      .getByRole("button", { name: "Undo this call" })
      .click();
    await page.getByText("1 change taken back.").waitFor();
    expect(await titleOf(id)).toBe(title);
    await drawer.getByRole("link", { name: "Its history" }).click();
    await page.getByRole("tab", { name: "History", selected: true }).waitFor();
    await context.close();
  });

  test("what cannot be undone says why, and nothing is asked", async () => {
    const { id } = await firstPost();
    await admin.api(`PATCH /collections/posts/records/${id}`, { words: 1 });
    await admin.api(`PATCH /collections/posts/records/${id}`, { words: 2 });
    const { page, context } = await admin.open(`/audit?collection=posts&record=${id}`);
    await line(page, "records.update").nth(1).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo this call" }).click();
    await page.getByText("undo that first", { exact: false }).waitFor();
    expect(await page.getByRole("dialog", { name: "Undo this call?" }).count()).toBe(0);
    await context.close();
  });

  test("a request in the log leads to its entry here", async () => {
    await admin.api("POST /collections/comments/records", { text: "From the log" });
    const { page, context } = await admin.open("/logs?superusers=yes&method=POST&path=comments");
    await line(page, "POST /api/v1/collections/comments/records").first().click();
    await page.getByRole("link", { name: "What it changed, in the audit" }).click();
    await page.getByRole("heading", { name: "Audit" }).waitFor();
    await page.getByRole("dialog").getByText("From the log").waitFor();
    await context.close();
  });
});
