// The catalog: what a token's agent sees of MCP, and each of it tried with a form.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("the catalog of what MCP offers", () => {
  let admin: Admin;
  let reader: string;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
    const token = { name: "reader", scopes: ["mcp:read"], collections: ["posts"], rateLimit: 1 };
    reader = (await admin.api("POST /tokens", token)).id;
  });
  afterAll(() => admin.close());

  const tool = (page: Page, name: string) =>
    page.getByRole("button", { name: new RegExp(`\\b${name} `) });
  const answer = (page: Page) => page.getByRole("region", { name: "Answer" });
  const recordCount = async () =>
    (await admin.api("GET /collections/comments/records")).totalItems as number;

  test("as a token sees it: what it costs, what it lacks, and why", async () => {
    const { page, context, trouble } = await admin.open("/mcp?tab=catalog");
    const sum = page.getByText(/^\d+ tools, about [\d,]+ tokens$/);
    const mine = (await sum.textContent()) ?? "";
    await page.getByRole("combobox", { name: "As seen by" }).click();
    await page.getByRole("option", { name: "reader" }).click();
    while ((await sum.textContent()) === mine) await page.waitForTimeout(20);
    const count = async () => Number.parseInt((await sum.textContent()) ?? "");
    expect(await count()).toBeLessThan(Number.parseInt(mine));
    expect(new URL(page.url()).searchParams.get("token")).toBe(reader);
    await tool(page, "create_posts").click();
    await page.getByText("This token may not call it").waitFor();
    await page.getByText(/needs the scope write:tables/).waitFor();
    expect(await page.getByRole("button", { name: "Call", exact: true }).count()).toBe(0);
    await tool(page, "list_authors").click();
    await page.getByText(/is confined to other collections/).waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("it is searched and grouped, and every place has its address", async () => {
    const { page, context } = await admin.open("/mcp?tab=catalog&q=delete%20record&group=scope");
    const scope = page.getByRole("region", { name: "write:tables" });
    await scope.getByRole("button", { name: /delete_posts/ }).click();
    expect(await tool(page, "list_posts").count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("tool")).toBe("delete_posts");
    await page.getByRole("tab", { name: "Definition" }).click();
    await page.getByRole("cell", { name: "id required" }).waitFor();
    await page.reload();
    await page.getByText('"destructiveHint": true').waitFor();
    await page.getByRole("searchbox").fill("zebra");
    await page.getByText("Nothing matches").waitFor();
    await page.getByRole("button", { name: "Clear the search" }).click();
    await tool(page, "list_posts").waitFor();
    await context.close();
  });

  test("a tool is called with a form: a dry run keeps nothing, a call is seen in Activity", async () => {
    const { page, context, trouble } = await admin.open("/mcp?tab=catalog&tool=create_comments");
    const before = await recordCount();
    await page.getByRole("textbox", { name: "text" }).fill("From the catalog");
    const dryRun = page.getByRole("switch", { name: "Dry run" });
    await dryRun.check({ force: true });
    await page.getByRole("button", { name: "Try", exact: true }).click();
    await answer(page).getByText('"dry_run":true', { exact: false }).waitFor();
    expect(await recordCount()).toBe(before);
    await dryRun.uncheck({ force: true });
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await answer(page)
      .getByText(/about \d+ tokens/)
      .waitFor();
    await answer(page).getByText("Data", { exact: true }).click();
    await answer(page).getByText('"text": "From the catalog"', { exact: false }).waitFor();
    expect(await recordCount()).toBe(before + 1);
    await page.getByRole("tab", { name: "Activity" }).click();
    await page.getByRole("button", { name: "Details of records.create" }).first().waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("what changes or deletes begins as a dry run, and asks before it is real", async () => {
    const { items } = await admin.api("GET /collections/comments/records");
    const { page, context } = await admin.open("/mcp?tab=catalog&tool=delete_comments");
    await page.getByRole("textbox", { name: "id" }).fill(items[0].id);
    await page.keyboard.press("Enter");
    await answer(page).getByText("ok", { exact: true }).waitFor();
    const before = await recordCount();
    await page.getByRole("switch", { name: "Dry run" }).uncheck({ force: true });
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await page.getByRole("dialog").getByText("A dry run shows").waitFor();
    expect(await recordCount()).toBe(before);
    await page.getByRole("dialog").getByRole("button", { name: "Call" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    while ((await recordCount()) === before) await Bun.sleep(20);
    await context.close();
  });

  test("arguments go from the form to JSON and back; mistakes come back as an agent sees them", async () => {
    const { page, context } = await admin.open("/mcp?tab=catalog&tool=list_posts");
    await page.getByRole("textbox", { name: "perPage" }).fill("2");
    await page.getByText("JSON", { exact: true }).click();
    const editor = page.getByRole("textbox", { name: "Arguments" });
    await editor.getByText('"perPage": 2').waitFor();
    await editor.fill('{ "perPage": 3, "fitler": "words > 1" }');
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await answer(page).getByText("Did you mean filter?", { exact: false }).waitFor();
    await editor.fill('{ "perPage": 3 }');
    await page.getByText("Form", { exact: true }).click();
    expect(await page.getByRole("textbox", { name: "perPage" }).inputValue()).toBe("3");
    await page.getByRole("button", { name: "The same as code" }).click();
    await page.getByText('"arguments":{"perPage":3}', { exact: false }).waitFor();
    await context.close();
  });

  test("what is shown as code does the same in a terminal", async () => {
    const { page, context } = await admin.open("/mcp?tab=catalog&tool=list_posts");
    await page.getByRole("textbox", { name: "sort" }).fill("title");
    await page.getByRole("button", { name: "The same as code" }).click();
    const { token } = await admin.api("POST /tokens", { name: "terminal", scopes: ["mcp:read"] });
    const run = async (label: string) => {
      const shown = await page.locator(`pre[aria-label="${label}"]`).textContent();
      const command = (shown ?? "")
        .replace("TOKEN", token)
        .replace(/^vaultbase/, `${import.meta.dir}/../../dist/vaultbase`);
      return Bun.$`sh -c ${command}`.text();
    };
    expect(await run("curl")).toContain("A night at the harbour");
    await page.getByText("vaultbase", { exact: true }).last().click();
    expect(await run("vaultbase")).toContain("A night at the harbour");
    await context.close();
  });

  test("a resource's variables and a prompt's arguments are completed, and shown with live data", async () => {
    const address = encodeURIComponent("vaultbase://record/{collection}/{id}");
    const { page, context, trouble } = await admin.open(
      `/mcp?tab=catalog&resource=${address}&token=${reader}`,
    );
    await page.getByRole("combobox", { name: "collection" }).click();
    await page.getByRole("option", { name: "posts" }).click();
    expect(await page.getByRole("option", { name: "authors" }).count()).toBe(0);
    await page.getByRole("combobox", { name: "id" }).click();
    await page.getByRole("option").first().click();
    await page.getByRole("button", { name: "Read", exact: true }).click();
    await answer(page).getByText("<user-data", { exact: false }).waitFor();
    await page.getByRole("tab", { name: "Activity" }).click();
    await page.getByText("reader, tried by ada@example.com").first().waitFor();
    await page.goBack();
    await page.getByRole("button", { name: /audit-rules/ }).click();
    await page.getByRole("combobox", { name: "collection" }).fill("posts");
    await page.getByRole("button", { name: "Render" }).click();
    await answer(page)
      .getByText("Audit the rules of the collection posts", { exact: false })
      .waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });
});
