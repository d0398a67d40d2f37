// The SQL console: reading, writing behind its switch, errors in their place, and what is remembered.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("the SQL console", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
  });
  afterAll(() => admin.close());

  const editor = (page: Page) => page.getByRole("textbox", { name: "SQL statement" });
  const write = async (page: Page, text: string) => {
    await editor(page).click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(text);
  };
  const cell = (page: Page, row: number, column: number) => page.locator(`#cell-${row}-${column}`);

  test("names are completed, Ctrl+Enter runs, and the grid tells types, NULLs and links", async () => {
    const { page, context, trouble } = await admin.open("/sql");
    await editor(page).click();
    await page.keyboard.type("SELECT title FROM po");
    await page.getByRole("option", { name: "posts" }).click();
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("12 rows").first().waitFor();
    await write(
      page,
      "SELECT id, title, words, nullif(featured, 0) AS flag FROM posts ORDER BY words LIMIT 2",
    );
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("2 rows").first().waitFor();
    expect(await cell(page, 0, 1).textContent()).toBe("A night at the harbour");
    expect(await cell(page, 0, 2).textContent()).toBe("320");
    expect(await cell(page, 1, 3).getAttribute("data-kind")).toBe("null");
    const heads = await page.getByRole("columnheader").allTextContents();
    expect(heads).toEqual(["idText", "titleText", "wordsNumber", "flagcomputed"]);
    expect(new URL(page.url()).searchParams.get("q")).toContain("nullif(featured");

    await page.getByRole("grid").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Open the record" }).click();
    await page.waitForURL(/\/records\/posts\?record=/);
    await page.goBack();
    await page.getByText("2 rows").first().waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("an error is marked where it is, and says what was meant", async () => {
    const { page, context } = await admin.open("/sql");
    await write(page, "SELECT title\nFROM posts\nWHERE wrods > 3");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("Did you mean words?").waitFor();
    expect(await page.locator(".cm-lintRange-error").textContent()).toBe("wrods");
    await context.close();
  });

  test("of several statements the one at the cursor runs", async () => {
    const { page, context } = await admin.open("/sql");
    await write(page, "SELECT 'first' AS a;\nSELECT 'second' AS b;");
    await page.getByRole("button", { name: "Run selected" }).click();
    await page.getByText("1 row", { exact: true }).waitFor();
    expect(await cell(page, 0, 0).textContent()).toBe("second");
    await page.reload();
    await page.getByText("1 row", { exact: true }).waitFor();
    expect(await cell(page, 0, 0).textContent()).toBe("second");
    expect(await editor(page).textContent()).toContain("first");
    await context.close();
  });

  test("writing has to be switched on, can be tried, and is undone nowhere by a link", async () => {
    const { page, context } = await admin.open("/sql");
    const count = async () =>
      (await admin.api("GET /collections/posts/records?filter=words%3D7")).totalItems;
    await write(page, "UPDATE posts SET words = 7 WHERE title = 'Seven bridges'");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("may only read").first().waitFor();
    await page.getByRole("button", { name: "Let statements write records" }).click();
    await page.getByText("go past rules, validation", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText("1 row would be written").waitFor();
    expect(await count()).toBe(0);
    await page.getByRole("button", { name: "Do it" }).click();
    await page.getByText("1 row written").waitFor();
    expect(await count()).toBe(1);
    await page.reload();
    await page.getByText("may only read").first().waitFor();
    expect(await page.getByRole("radio", { name: "Read only" }).isChecked()).toBe(true);

    await page.getByText("Anything", { exact: true }).click();
    await page.getByText("make a backup first", { exact: false }).waitFor();
    await write(page, "CREATE TABLE scratch (n); INSERT INTO scratch VALUES (1), (2)");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("2 rows written").waitFor();
    await context.close();
  });

  test("a query without end is stopped, on the server too", async () => {
    const { page, context } = await admin.open("/sql");
    await write(
      page,
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c",
    );
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped. Nothing was changed.").waitFor();
    const outcome = async () =>
      (await admin.api("GET /audit?operation=sql.query")).items[0]?.outcome;
    while ((await outcome()) !== "unavailable") await Bun.sleep(50);
    await context.close();
  });

  test("many rows scroll, what is beyond is said, got, and exported", async () => {
    const { page, context } = await admin.open("/sql");
    await write(
      page,
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000) SELECT x, x * x AS square FROM n",
    );
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("The first 1,000 rows; there are more").waitFor();
    await page.getByRole("button", { name: "Get 10,000" }).click();
    await page.getByText("5,000 rows").waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("End");
    await page.getByText("25000000").waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    const waiting = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV" }).click();
    const lines = (await Bun.file(await (await waiting).path()).text()).trim().split(/\r?\n/);
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([5001, "x,square", "5000,25000000"]);
    await context.close();
  });

  test("the plan is a tree, and what reads all stands out", async () => {
    const { page, context } = await admin.open("/sql");
    await write(page, "SELECT * FROM posts WHERE words > (SELECT avg(words) FROM posts)");
    await page.getByRole("button", { name: "Explain" }).click();
    const plan = page.getByRole("list", { name: "Query plan" });
    await plan.getByText("reads all").first().waitFor();
    await plan.getByRole("list").getByText("SCAN posts").waitFor();
    expect(new URL(page.url()).searchParams.get("view")).toBe("plan");
    await context.close();
  });

  test("what was run and what was saved is there again", async () => {
    const { page, context } = await admin.open("/sql");
    for (const text of ["SELECT 11", "SELECT missing", "SELECT 22"]) {
      await write(page, text);
      await page.keyboard.press("ControlOrMeta+Enter");
      await page
        .getByText(text === "SELECT missing" ? "There is no column" : "1 row")
        .first()
        .waitFor();
    }
    await page.getByRole("tab", { name: "History" }).click();
    const past = page.getByRole("tabpanel").getByRole("listitem");
    expect(await past.locator("code").allTextContents()).toEqual([
      "SELECT 22",
      "SELECT missing",
      "SELECT 11",
    ]);
    await page.getByRole("searchbox", { name: "Find in the history" }).fill("11");
    await past.first().getByRole("button").click();
    expect(await editor(page).textContent()).toBe("SELECT 11");

    await page.getByRole("tab", { name: "Saved" }).click();
    await page.getByRole("textbox", { name: "Save this query" }).fill("Eleven");
    await page.keyboard.press("Enter");
    await page.reload();
    await page.getByRole("button", { name: "Eleven", exact: true }).waitFor();
    await page.getByRole("tab", { name: "Tables" }).click();
    await page.getByRole("button", { name: "Select from posts" }).click();
    await page.getByText("12 rows").first().waitFor();
    expect(await editor(page).textContent()).toContain("FROM posts");
    await context.close();
  });
});
