// Hooks, routes and jobs as a person writes them: tried on a sample, saved, running, watched.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";

describe.skipIf(!hasChromium)("the pages of hooks, routes and jobs", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    const fields = [
      { name: "title", type: "text", presentable: true },
      { name: "slug", type: "text" },
    ];
    await admin.api("POST /collections", { name: "posts", fields });
    for (const title of ["Old News", "Latest Words"]) await write({ title });
  });
  afterAll(() => admin.close());

  const write = (data: object) => admin.api("POST /collections/posts/records", data);
  const source = (page: Page) => page.getByRole("textbox", { name: "Source" });
  const type = async (page: Page, text: string) => {
    await source(page).click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(text);
  };
  const choose = async (page: Page, label: string, option: string) => {
    await page.getByRole("combobox", { name: label, exact: true }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  const tryIt = (page: Page) => page.getByRole("region", { name: "Try it" });
  const runTest = (page: Page) => page.getByRole("button", { name: "Run test" }).click();

  test("a hook from its example to its runs, and away again", async () => {
    const { page, context, trouble } = await admin.open("/hooks");
    await page.getByText("No hooks yet").waitFor();
    await page.getByRole("link", { name: "New hook" }).first().click();
    await page.getByRole("button", { name: /Fill a field/ }).click();
    const name = page.getByRole("textbox", { name: "Name" });
    expect(await name.inputValue()).toBe("fill-a-field");
    await name.fill("slug");

    await page.getByText('"title": "Latest Words"').first().waitFor();
    await runTest(page);
    await tryIt(page).getByText("latest-words").waitFor();
    await choose(page, "Sample record", "Old News");
    await tryIt(page).getByText('"title": "Old News"').first().waitFor();
    expect(new URL(page.url()).searchParams.get("sample")).toHaveLength(15);
    await page.keyboard.press("Escape");
    await source(page).click();
    await page.keyboard.press("Control+Enter");
    await tryIt(page).getByText("old-news").waitFor();

    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/slug is saved. Tried on a sample/).waitFor();
    await page.waitForURL("**/hooks/slug");
    expect(await write({ title: "Made By Hand" })).toMatchObject({ slug: "made-by-hand" });
    await page.getByRole("tab", { name: "Runs" }).click();
    await page.getByRole("row").filter({ hasText: "beforeCreate" }).waitFor();

    await page.getByRole("tab", { name: "Script" }).click();
    await type(page, "throw new Refusal('No.', { title: 'Too short.' });");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/It refuses the sample/).waitFor();
    expect(write({ title: "x" })).rejects.toThrow("Too short.");
    await page.getByRole("switch", { name: "slug is on" }).press("Space");
    await page.getByText("slug is off: it does not run", { exact: false }).waitFor();
    expect(await write({ title: "x" })).toMatchObject({ slug: "" });

    await page.getByRole("button", { name: "Actions for slug" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("textbox", { name: "Type slug to confirm" }).fill("slug");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("No hooks yet").waitFor();
    expect(trouble.filter((each) => !each.includes("400"))).toEqual([]);
    await context.close();
  });

  test("what scripts find is completed, down to the collection's fields", async () => {
    const { page, context } = await admin.open("/new-hook?collection=posts");
    const proposed = page.locator(".cm-tooltip-autocomplete");
    // Until the declarations are there, nothing is proposed.
    for (let tries = 0; tries < 20 && !(await proposed.isVisible()); tries++) {
      await type(page, "");
      await page.keyboard.type("event.record.");
      await proposed.waitFor({ timeout: 500 }).catch(() => "not yet");
    }
    await proposed.getByText("slug", { exact: true }).waitFor();
    await page.keyboard.type("sl");
    await proposed.getByText("title", { exact: true }).waitFor({ state: "detached" });
    // What has just come up is not taken by mistake.
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    expect(await source(page).textContent()).toContain("event.record.slug");
    await page.keyboard.type(' = "";');
    await page.keyboard.press("Enter");
    await page.keyboard.type('await records.list("');
    await proposed.getByText("posts", { exact: true }).waitFor();
    await context.close();
  });

  test("what cannot be read is marked where it is, and keeps nobody from writing on", async () => {
    const { page, context } = await admin.open("/new-hook?collection=posts");
    await page.getByRole("textbox", { name: "Name" }).fill("broken");
    await type(page, "const a = 1;\nconst b = ;");
    await page.getByText("(2:11)").waitFor();
    await page.locator(".cm-lintRange-error").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("The script cannot be read").waitFor();
    await type(page, "const record = event.record;\nrecord.titel.trim();");
    await runTest(page);
    await tryIt(page).getByText("failed", { exact: true }).waitFor();
    await tryIt(page)
      .getByText(/line 2, column/)
      .waitFor();
    expect(await page.locator(".cm-lintRange-error").textContent()).toContain("trim");
    await context.close();
  });

  test("tried as somebody else, the rules hold", async () => {
    const password = "1234567890";
    await admin.api("POST /collections", { name: "people", type: "auth" });
    const account = { email: "mara@example.com", password, passwordConfirm: password };
    await admin.api("POST /collections/people/records", account);
    const { page, context } = await admin.open("/new-hook?collection=posts&event=afterCreate");
    await type(page, `await records.create("posts", { title: event.auth?.email ?? "nobody" });`);
    await runTest(page);
    await tryIt(page).getByText("create posts").waitFor();
    await choose(page, "Who makes it run", "Somebody not signed in");
    expect(new URL(page.url()).searchParams.get("as")).toBe("guest");
    await runTest(page);
    await tryIt(page).getByText("failed", { exact: true }).waitFor();
    await choose(page, "Who makes it run", "An account of people");
    await choose(page, "Account", "mara@example.com");
    await page.getByRole("button", { name: "More settings" }).click();
    await choose(page, "Rights of records.*", "All: no rules hold");
    await runTest(page);
    await tryIt(page).getByText("create posts").waitFor();
    await tryIt(page).getByText("mara@example.com", { exact: false }).last().waitFor();
    await context.close();
  });

  test("an endless loop is cut off, and a sample that is no JSON is not run", async () => {
    const { page, context } = await admin.open("/new-job");
    await page.getByText('"cause": "trial"').waitFor();
    await type(page, "for (;;);");
    await runTest(page);
    await tryIt(page).getByText("took too long", { exact: true }).waitFor();
    const sample = page.getByRole("textbox", { name: "Sample event" });
    await sample.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("[1]");
    await page.getByText("An event is an object").waitFor();
    expect(await page.getByRole("button", { name: "Run test" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByText('"cause": "trial"').waitFor();
    await context.close();
  });

  test("a route is tried, refused its taken path, and answers", async () => {
    await admin.api("POST /routes", { name: "taken", method: "GET", path: "/r/:id", source: "" });
    const { page, context } = await admin.open("/new-route");
    await page.getByRole("button", { name: /Answer JSON/ }).click();
    await page.getByRole("textbox", { name: "Path" }).fill("/r/:other");
    await runTest(page);
    await tryIt(page).getByText('"hello": "world"').waitFor();
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("menuitem", { name: "Serve a page" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
    await source(page).getByText("text/html", { exact: false }).waitFor();
    await source(page).click();
    await page.keyboard.press("Control+Z");
    await source(page).getByText("hello", { exact: false }).waitFor();
    await choose(page, "Who may call it", "Everybody");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The route taken is GET /r/:id.").waitFor();
    const path = page.getByRole("textbox", { name: "Path" });
    expect(await path.getAttribute("aria-invalid")).toBe("true");
    await path.fill("/hello");
    await page.keyboard.press("Control+S");
    await page.waitForURL("**/routes/answer-json");
    const answer = await fetch(`${admin.url}/api/v1/custom/hello?name=Mara`);
    expect(await answer.json()).toMatchObject({ hello: "Mara" });
    await page.getByRole("tab", { name: "Runs" }).click();
    await page.getByRole("row").filter({ hasText: "GET /hello" }).waitFor();
    await context.close();
  });

  test("a job knows its times, runs now, and has a history", async () => {
    const { page, context } = await admin.open("/new-job");
    await page.getByRole("textbox", { name: "Name" }).fill("tidy");
    const schedule = page.getByRole("textbox", { name: "Schedule" });
    await schedule.fill("every night");
    await page.getByText("invalid configuration format", { exact: false }).waitFor();
    await schedule.fill("0 8 * * 1");
    await page.getByText("At 08:00, only on Monday").waitFor();
    await type(page, "log('looking'); event.nothing.there;");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("tidy is saved, but its trial failed").waitFor();
    await page.getByRole("button", { name: "Run now" }).click();
    await page.getByText("tidy did not end well").waitFor();
    await page.getByRole("button", { name: /Details of manual/ }).click();
    await page.getByRole("list", { name: "Log" }).getByText("looking").waitFor();
    await page.reload();
    await page.getByRole("list", { name: "Log" }).getByText("looking").waitFor();
    await page.keyboard.press("Control+K");
    await page.getByPlaceholder("A collection, a record").fill("tidy");
    await page.getByRole("dialog").getByText("tidy", { exact: true }).click();
    await page.waitForURL("**/jobs/tidy");
    await page.getByRole("link", { name: "Jobs" }).click();
    const line = page.getByRole("row").filter({ hasText: "tidy" });
    await line.getByText("failed").waitFor();
    await page.getByRole("tab", { name: "The server's own" }).click();
    await page.getByRole("button", { name: "Run now: __pbLogsCleanup__" }).click();
    await page.getByText("__pbLogsCleanup__ is done.").waitFor();
    await context.close();
  });

  test("nothing unsaved is lost: on leaving, and when somebody else saves", async () => {
    await admin.api("POST /jobs", { name: "shared", schedule: "@daily", source: "log(1)" });
    const { page, context } = await admin.open("/jobs/shared");
    await source(page).getByText("log(1)").waitFor();
    await admin.api("PATCH /jobs/shared", { source: "log(2)" });
    await source(page).getByText("log(2)").waitFor();
    await type(page, "log('mine')");
    await admin.api("PATCH /jobs/shared", { source: "log(3)" });
    await page.getByText("Somebody else has changed this meanwhile").waitFor();
    await page.getByRole("link", { name: "Hooks", exact: true }).click();
    await page.getByRole("button", { name: "Stay here" }).click();
    expect(await source(page).textContent()).toContain("mine");
    await page.getByRole("button", { name: "Discard mine and load theirs" }).click();
    await source(page).getByText("log(3)").waitFor();

    await page.getByRole("tab", { name: "Versions" }).click();
    await page
      .getByRole("button", { name: /The version of/ })
      .last()
      .click();
    await page.getByLabel("Source of this version").getByText("log(1)").waitFor();
    await page.getByRole("button", { name: "Bring it back into the editor" }).click();
    await source(page).getByText("log(1)").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/shared is saved/).waitFor();
    expect(await admin.api("GET /jobs/shared")).toMatchObject({ source: "log(1)" });
    await context.close();
  });
});
