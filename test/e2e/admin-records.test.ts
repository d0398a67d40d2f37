// A collection's records: looking for them, writing them, and who wrote what.
import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { axeProblems, hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { openSmtpSink } from "../smtp-sink.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("records", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
  });
  afterAll(() => admin.close());

  const titles = (page: Page) =>
    page.getByRole("row").evaluateAll((rows) =>
      rows
        .slice(1)
        .map((row: any) => row.children[2]?.textContent as string)
        .filter((text) => text !== ""),
    );
  const query = (page: Page) => page.getByRole("textbox", { name: "Search or filter" });

  test("words are looked for while they are typed, a filter when Enter says so", async () => {
    const { page, context } = await admin.open("/records/posts");
    await query(page).pressSequentially("ferry");
    await page.getByText("1 record", { exact: true }).waitFor();
    expect(await titles(page)).toEqual(["The last ferry"]);
    await query(page).fill("");
    await query(page).pressSequentially('status = "published" && words > 1500');
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.getByText("2 records", { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe('status = "published" && words > 1500');
    await page.reload();
    await page.getByText("2 records", { exact: true }).waitFor();
    await context.close();
  });

  test("the query box knows fields, relations, choices and macros", async () => {
    const { page, context } = await admin.open("/records/posts");
    const offered = (text: string) =>
      page.locator(".cm-completionLabel").filter({ hasText: text }).first().waitFor();
    await query(page).pressSequentially("auth");
    await offered("author");
    // A list that has just appeared takes no Enter: it may have been meant for the line.
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    await query(page).pressSequentially(".ci");
    await offered("city");
    await query(page).fill("");
    await query(page).pressSequentially('status = "pub');
    await offered("published");
    await query(page).fill("");
    await query(page).pressSequentially("created > @now");
    await offered("@now");
    await context.close();
  });

  test("a filter that is wrong says what is wrong with it, and stays", async () => {
    const { page, context } = await admin.open('/records/posts?q=titel%20%3D%20"x"');
    await page.getByRole("alert").getByText(/title/).waitFor();
    expect(await query(page).textContent()).toBe('titel = "x"');
    await context.close();
  });

  test("what was searched is kept, offered to the empty box, and forgotten on demand", async () => {
    const { page, context } = await admin.open("/records/posts");
    const views = page.getByRole("button", { name: "Saved views" });
    const recent = page.getByRole("group", { name: "Searched lately" });
    await query(page).pressSequentially("ferry", { delay: 60 });
    await views.click();
    await recent.getByRole("button", { name: "ferry", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await query(page).fill("");
    await page.getByText("12 records", { exact: true }).waitFor();
    await query(page).pressSequentially("words > 1500");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.getByText("5 records", { exact: true }).waitFor();
    await page.getByRole("row", { name: /almanac/ }).waitFor();
    await query(page).fill("");
    await page.keyboard.press("Enter");
    await page.getByText("12 records", { exact: true }).waitFor();
    await query(page).press("ArrowDown");
    const offered = page.locator(".cm-completionLabel");
    await offered.first().waitFor();
    expect((await offered.allTextContents()).slice(0, 2)).toEqual(["words > 1500", "ferry"]);
    // A list that has just appeared takes no Enter: it may have been meant for the line.
    await page.waitForTimeout(150);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("1 record", { exact: true }).waitFor();
    await page.reload();
    await views.click();
    await recent.getByRole("button", { name: "words > 1500", exact: true }).click();
    await page.getByText("5 records", { exact: true }).waitFor();
    await views.click();
    await recent.getByRole("button", { name: "Forget ferry" }).click();
    await recent.getByRole("button", { name: "Forget all" }).click();
    await recent.waitFor({ state: "detached" });
    await context.close();
  });

  test("columns sort by their heads, and are chosen", async () => {
    const { page, context } = await admin.open("/records/posts");
    await page.getByRole("button", { name: "words" }).click();
    await page
      .getByRole("columnheader", { name: "words" })
      .and(page.locator("[aria-sort=ascending]"))
      .waitFor();
    await page.locator("[aria-rowindex='2']", { hasText: "A night at the harbour" }).waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Show status" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("columnheader", { name: "status" }).waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("columnheader", { name: "title" }).waitFor();
    expect(await page.getByRole("columnheader", { name: "status" }).count()).toBe(0);
    await context.close();
  });

  test("a record is made; what is refused is marked, and what was typed is kept", async () => {
    const { page, context } = await admin.open("/records/posts");
    await page.getByRole("button", { name: "New record" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("words").fill("12");
    await form.getByRole("button", { name: "Create" }).click();
    await form.getByText("Cannot be blank.", { exact: true }).waitFor();
    expect(await form.getByLabel("words").inputValue()).toBe("12");
    await form.getByLabel("title").fill("From the browser");
    await form.getByRole("combobox", { name: "author" }).click();
    await page.getByRole("option", { name: "Aiko Tanabe" }).click();
    await form.getByRole("button", { name: "Create" }).click();
    await page.getByText("Created From the browser").waitFor();
    await page.getByRole("row", { name: /From the browser/ }).waitFor();
    const { items } = await admin.api(
      "GET /collections/posts/records?filter=(words=12)&expand=author",
    );
    expect(items[0]).toMatchObject({
      title: "From the browser",
      expand: { author: { name: "Aiko Tanabe" } },
    });
    await context.close();
  });

  test("one goes on after saving: Ctrl+S stays, and a new one can be followed by another", async () => {
    const { page, context } = await admin.open("/records/authors?record=new");
    const form = page.getByRole("dialog");
    for (const name of ["Ada", "Bo"]) {
      await form.getByRole("textbox", { name: "name" }).fill(name);
      await form.getByRole("textbox", { name: "email" }).fill(`${name.toLowerCase()}@example.org`);
      await form.getByRole("textbox", { name: "password" }).fill("1234567890");
      await form.getByRole("button", { name: "Save, then another" }).click();
      await page.getByText(`Created ${name}`).waitFor();
      while ((await form.getByRole("textbox", { name: "name" }).inputValue()) !== "") {
        await page.waitForTimeout(20);
      }
    }
    await form.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("gridcell", { name: "Bo", exact: true }).click();
    const city = form.getByRole("textbox", { name: "city" });
    await city.fill("Oslo");
    await page.keyboard.press("Control+s");
    await page.getByText("Saved").waitFor();
    await city.fill("Bergen");
    await page.keyboard.press("Control+s");
    await page.getByRole("gridcell", { name: "Bergen" }).waitFor();
    expect(await form.getByText("Somebody else has changed").count()).toBe(0);
    expect(await city.inputValue()).toBe("Bergen");
    await form.getByRole("button", { name: "Cancel" }).click();
    await form.waitFor({ state: "detached" });
    for (const name of ["Ada", "Bo"]) {
      const { items } = await admin.api(`GET /collections/authors/records?filter=(name='${name}')`);
      await admin.api(`DELETE /collections/authors/records/${items[0].id}`);
    }
    await context.close();
  });

  test("an account gets mails, lends its eyes and its session; a record is copied", async () => {
    const mail = await openSmtpSink();
    await admin.api("PATCH /settings", mail.settings);
    const { page, context } = await admin.open("/records/authors");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = () => page.evaluate("navigator.clipboard.readText()") as Promise<string>;
    await page.getByText("Aiko Tanabe").click();
    const form = page.getByRole("dialog");
    const choose = async (item: string) => {
      await form.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };
    await choose("Send a mail to set a new password");
    await page.getByText("A mail to aiko@example.com is on its way.").waitFor();
    expect((await mail.next()).to).toEqual(["aiko@example.com"]);
    await choose("Copy as JSON");
    await page.getByText("The record is copied.").waitFor();
    const { id, city } = JSON.parse(await copied());
    expect(city).toBe("Kobe");
    await form.getByRole("button", { name: "Copy the id" }).click();
    expect(await copied()).toBe(id);
    await choose("Copy a session of theirs");
    await page.getByText("whoever has it is this account", { exact: false }).waitFor();
    const who = await fetch(`${admin.url}/api/v1/collections/authors/auth-refresh`, {
      method: "POST",
      headers: { authorization: await copied() },
    });
    expect(who.status).not.toBe(401);
    await choose("See what they would see");
    await page.getByText("You see what", { exact: false }).waitFor();
    await context.close();
  });

  test("one goes from record to record as they stand in the grid", async () => {
    const { page, context } = await admin.open("/records/authors?sort=name");
    await page.getByText("Aiko Tanabe").click();
    const form = page.getByRole("dialog");
    const name = async (expected: string) => {
      const input = form.getByRole("textbox", { name: "name" });
      while ((await input.inputValue().catch(() => "")) !== expected) await page.waitForTimeout(20);
    };
    await name("Aiko Tanabe");
    expect(await form.getByRole("button", { name: "The record before" }).isDisabled()).toBe(true);
    await form.getByRole("button", { name: "The record after" }).click();
    await name("Mara Lindqvist");
    await form.getByRole("textbox", { name: "city" }).fill("Lund");
    await form.getByRole("button", { name: "The record after" }).click();
    await page.getByText("Leave without saving?").waitFor();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await name("Samuel Oduya");
    await context.close();
  });

  test("a form is not left with something unsaved in it unless one says so", async () => {
    const { page, context } = await admin.open("/records/posts");
    await page.getByText("Seven bridges", { exact: true }).click();
    await page.getByRole("dialog").getByLabel("title").fill("Eight bridges");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Stay here" }).click();
    expect(await page.getByRole("dialog").getByLabel("title").inputValue()).toBe("Eight bridges");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("row", { name: /Eight bridges/ }).waitFor();
    await context.close();
  });

  test("history says who changed what, and takes it back", async () => {
    const { page, context } = await admin.open("/records/posts");
    await page.getByText("Bread before dawn", { exact: true }).click();
    await page.getByRole("dialog").getByLabel("title").fill("Bread at noon");
    await page.keyboard.press("Control+s");
    await page.getByText("Bread at noon").click();
    await page.getByRole("tab", { name: "History" }).click();
    const change = page.getByRole("listitem").filter({ hasText: "changed" }).first();
    await change.getByText("ada@example.com").waitFor();
    await change.locator("del", { hasText: "Bread before dawn" }).waitFor();
    await change.getByRole("button", { name: "Undo this change" }).click();
    await page
      .getByRole("dialog", { name: "Undo this change?" })
      .getByRole("button", { name: "Undo" })
      .click();
    await page.getByText("1 change taken back.").waitFor();
    await page.getByRole("grid").getByText("Bread before dawn", { exact: true }).waitFor();
    await context.close();
  });

  test("several are deleted at once, and brought back", async () => {
    const { page, context } = await admin.open("/records/posts");
    for (const title of ["Letters to a stranger", "The last ferry"]) {
      await page
        .getByRole("row", { name: new RegExp(title) })
        .getByRole("gridcell")
        .first()
        .click();
    }
    await page.getByText("2 selected").waitFor();
    await page.getByRole("toolbar").getByRole("button", { name: "Export" }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Export as CSV" }).click();
    const lines = (await Bun.file((await (await saved).path()) ?? "").text()).split(/\r?\n/);
    expect(lines.filter((line) => /ferry|Letters|harbour/.test(line))).toHaveLength(2);
    expect(await page.getByRole("button", { name: /^Select all \d+$/ }).count()).toBe(1);
    await page.getByRole("toolbar").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Deleted 2 records.").waitFor();
    await page.getByRole("row", { name: /The last ferry/ }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("row", { name: /The last ferry/ }).waitFor();
    await page.getByRole("row", { name: /Letters to a stranger/ }).waitFor();
    await context.close();
  });

  test("what others write shows up by itself", async () => {
    const { page, context } = await admin.open("/records/comments");
    await page.getByRole("row", { name: /Thank you/ }).waitFor();
    // The stream has said hello once its client is known.
    await page.waitForTimeout(500);
    await admin.api("POST /collections/comments/records", { text: "Written elsewhere" });
    await page.getByRole("row", { name: /Written elsewhere/ }).waitFor();
    await context.close();
  });

  test.each(["light", "dark"] as const)(
    "what others just wrote stands out, and is read as well: %s",
    async (scheme) => {
      const { page, context } = await admin.open("/records/posts", { scheme });
      await page.getByRole("row", { name: /The last ferry/ }).waitFor();
      await page.waitForTimeout(500);
      const title = `Standing out, ${scheme}`;
      const { items } = await admin.api("GET /collections/posts/records?perPage=1");
      const post = { ...items[0], id: undefined, title };
      const { id } = await admin.api("POST /collections/posts/records", post);
      // Held at its first moment, when it is strongest.
      await page.waitForFunction(() => {
        const running = (globalThis as any).document.getAnimations();
        const flash = running.find((each: any) => each.effect.target.matches("[data-fresh]"));
        flash?.pause();
        if (flash) flash.currentTime = 0;
        return flash !== undefined;
      });
      expect(await axeProblems(page)).toEqual([]);
      await admin.api(`DELETE /collections/posts/records/${id}`);
      await context.close();
    },
  );

  test("files are sent along, shown, and removed", async () => {
    const { page, context } = await admin.open("/records/posts");
    await page.getByText("The gardener's almanac", { exact: true }).click();
    const form = page.getByRole("dialog");
    await form.locator("input[type=file]").setInputFiles({
      name: "cover.png",
      mimeType: "image/png",
      buffer: Buffer.from(onePixel, "base64"),
    });
    await form.getByText("cover.png").waitFor();
    await form.getByRole("button", { name: "Save" }).click();
    await page
      .getByRole("row", { name: /almanac/ })
      .getByRole("img", { name: /cover/ })
      .waitFor();
    const { items } = await admin.api("GET /collections/posts/records?filter=(cover!='')");
    expect(items[0].cover).toMatch(/^cover_.*\.png$/);
    await page.getByText("The gardener's almanac", { exact: true }).click();
    await form.getByRole("button", { name: /Remove cover/ }).click();
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    const { totalItems } = await admin.api("GET /collections/posts/records?filter=(cover!='')");
    expect(totalItems).toBe(0);
    await context.close();
  });

  test("the keyboard walks through the grid, selects and opens", async () => {
    const { page, context } = await admin.open("/records/authors");
    await page.getByText("Aiko Tanabe").waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(" ");
    await page.getByText("1 selected").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByLabel("name").waitFor();
    await context.close();
  });

  test("single keys reach everything, and ? says which", async () => {
    const { page, context } = await admin.open("/records/posts");
    await page.getByText("A night at the harbour").first().waitFor();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keys" });
    await keys.getByRole("row", { name: "New record n" }).waitFor();
    await keys.getByRole("row", { name: "Search or filter /" }).waitFor();
    await page.keyboard.press("Escape");
    await keys.waitFor({ state: "detached" });
    await query(page).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("ferry n?");
    expect(await query(page).textContent()).toBe("ferry n?");
    await query(page).fill("");
    await page.getByText(/^1\d records$/).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(" ");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Space");
    await page.getByText("3 selected").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("3 selected").waitFor({ state: "detached" });
    const boxes = page.getByRole("gridcell").getByRole("checkbox");
    await boxes.nth(1).click();
    await boxes.nth(5).click({ modifiers: ["Shift"] });
    await page.getByText("5 selected").waitFor();
    await page.keyboard.press("n");
    const form = page.getByRole("dialog", { name: "New record" });
    await form.getByRole("textbox", { name: "title" }).and(page.locator(":focus")).waitFor();
    await context.close();
  });

  test("a value narrows what is shown, is copied, and leads to the record it names", async () => {
    const { page, context } = await admin.open("/records/posts?sort=words&q=words > 300");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = () => page.evaluate("navigator.clipboard.readText()") as Promise<string>;
    await page.getByRole("gridcell", { name: "published" }).first().click({ button: "right" });
    await page.getByRole("menuitem", { name: "Only “published”" }).click();
    await page.getByText("4 records", { exact: true }).waitFor();
    expect(await query(page).textContent()).toBe('words > 300 && status = "published"');
    await page.locator("#row-0", { hasText: "Bread before dawn" }).waitFor();
    await page.getByRole("grid").focus();
    for (const key of ["Home", "ArrowLeft", "Control+c"]) await page.keyboard.press(key);
    await page.getByText("The value is copied.").waitFor();
    expect(await copied()).toBe((await titles(page))[0] ?? "");
    for (const key of ["ArrowRight", "ArrowRight", "Shift+F10"]) await page.keyboard.press(key);
    const look = page.getByRole("menuitem", { name: /^Look at / });
    const name = ((await look.textContent()) ?? "").replace("Look at ", "");
    await page.getByRole("menuitem", { name: `Without “${name}”` }).click();
    while ((await page.getByRole("gridcell", { name, exact: true }).count()) > 0) {
      await page.waitForTimeout(20);
    }
    expect(await query(page).textContent()).toMatch(/"published" && author != "\w{15}"$/);
    await page.goto(`${admin.url}/_/records/posts?q=ferry`);
    const row = page.locator("[aria-rowindex='2']");
    await row.hover();
    await row.locator("[data-peek]").click();
    const peek = page.getByRole("dialog");
    await peek.getByText("Lagos").waitFor();
    await page.reload();
    await peek.getByRole("link", { name: "Go to it" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "city" }).waitFor();
    await context.close();
  });

  test("rows go to a spreadsheet and come from one, with names or without", async () => {
    const { page, context } = await admin.open(
      "/records/posts?q=words > 300 %26%26 words < 600&sort=words",
    );
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const clipboard = (text: string) =>
      page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await page.getByRole("row", { name: /A night at the harbour/ }).waitFor();
    await page.getByRole("checkbox", { name: "Select the records in sight" }).click();
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "Copy for a spreadsheet" }).click();
    await page.getByText("Copied 2 records.").waitFor();
    const text = (await page.evaluate("navigator.clipboard.readText()")) as string;
    const [names = "", first = ""] = text.split("\r\n");
    expect(names.split("\t").slice(0, 3)).toEqual(["id", "title", "status"]);
    expect(first.split("\t")[1]).toBe("A night at the harbour");
    await page.keyboard.press("Escape");
    const dialog = page.getByRole("dialog");
    const bring = async (rows: string, title: string) => {
      await clipboard(rows);
      await page.keyboard.press("Control+v");
      await dialog.getByText("Clipboard: 1 row").waitFor();
      await dialog.getByRole("button", { name: "Check" }).click();
      await dialog.getByRole("button", { name: "Import 1 record" }).click();
      await dialog.waitFor({ state: "detached" });
      const { items } = await admin.api(
        `GET /collections/posts/records?filter=${encodeURIComponent(`title="${title}"`)}`,
      );
      await admin.api(`DELETE /collections/posts/records/${items[0].id}`);
      return items[0];
    };
    expect(await bring("The tide\treview\n", "The tide")).toMatchObject({ status: "review" });
    const named = await bring("Words\tTitle\n77\tThe ebb", "The ebb");
    expect(named).toMatchObject({ words: 77, status: "" });
    await context.close();
  });

  test("a filter is built from choices, and saved with the view", async () => {
    const { page, context } = await admin.open("/records/posts");
    await page.getByText("Seven bridges").or(page.getByText("Eight bridges")).first().waitFor();
    await page.getByRole("button", { name: "Build a filter" }).click();
    const builder = page.getByRole("dialog", { name: "Build a filter" });
    await builder.getByRole("combobox", { name: "Field" }).click();
    await page.getByRole("option", { name: "status" }).click();
    await builder.getByRole("combobox", { name: "Value" }).click();
    await page.getByRole("option", { name: "review" }).click();
    await builder.getByRole("button", { name: "Filter" }).click();
    await page.waitForURL(/q=status/);
    expect(new URL(page.url()).searchParams.get("q")).toBe('status = "review"');
    await page.getByRole("button", { name: "Saved views" }).click();
    await page.getByPlaceholder("Name of this view").fill("To review");
    await page.getByRole("button", { name: "Save this view" }).click();
    await page.getByRole("button", { name: "To review", exact: true }).waitFor();
    await page.goto(`${admin.url}/_/records/posts`);
    await page.getByRole("button", { name: "Saved views" }).click();
    await page.getByRole("button", { name: "To review", exact: true }).click();
    await page.waitForURL(/q=status/);
    await context.close();
  });

  test("what is shown as code does it: lists, makes, changes, deletes", async () => {
    await admin.api("POST /collections", {
      name: "pets",
      fields: [
        { name: "name", type: "text", required: true },
        { name: "kind", type: "select", values: ["cat", "dog"] },
        { name: "age", type: "number" },
      ],
    });
    const scopes = ["mcp:read", "mcp:write"];
    const { token } = await admin.api("POST /tokens", { name: "shell", scopes });
    const { page, context } = await admin.open("/records/pets");
    await page.getByRole("heading", { name: "pets" }).waitFor();
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("curl", { exact: true }).click();
    const shown = async (action: string, label: string) => {
      await dialog.getByRole("link", { name: action, exact: true }).click();
      await dialog.getByRole("heading", { name: action, exact: true, level: 2 }).waitFor();
      return (await dialog.locator(`pre[aria-label="${label}"]`).textContent()) ?? "";
    };
    const run = async (action: string, id = "") => {
      const command = await shown(action, "curl");
      const said = command.replace("TOKEN", token).replace("RECORD_ID", id);
      return Bun.$`sh -c ${said}`.quiet().text();
    };
    const made = JSON.parse(await run("Create"));
    expect(made).toMatchObject({ name: "Some name", kind: "cat", age: 1 });
    expect(Object.keys(JSON.parse(await shown("Create", "Answer 200"))).toSorted()).toEqual(
      Object.keys(made).toSorted(),
    );
    expect(JSON.parse(await run("List")).totalItems).toBe(1);
    expect(JSON.parse(await run("Update", made.id)).id).toBe(made.id);
    await run("Delete", made.id);
    expect((await admin.api("GET /collections/pets/records")).totalItems).toBe(0);
    await shown("Create", "curl");
    await dialog.getByText("MCP", { exact: true }).click();
    await dialog.getByRole("link", { name: "Try the tool in the catalog" }).click();
    await page.getByRole("article", { name: "create_pets" }).waitFor();
    await context.close();
  });

  test("an endpoint has its address, what it takes, and its refusals as the server words them", async () => {
    const { page, context } = await admin.open("/records/posts?api=records.create");
    const dialog = page.getByRole("dialog");
    const body = dialog.getByRole("table", { name: "Body" });
    await body.getByRole("row", { name: /^title required/ }).waitFor();
    await body.getByRole("cell", { name: "draft | review | published" }).waitFor();
    const refused = async (status: number, token: string, sent: object) => {
      await dialog.getByText(String(status), { exact: true }).click();
      const shown = JSON.parse(
        (await dialog.locator(`pre[aria-label="Answer ${status}"]`).textContent()) ?? "",
      );
      const answer = await fetch(`${admin.url}/api/v1/collections/posts/records`, {
        method: "POST",
        headers: { authorization: token, "content-type": "application/json" },
        body: JSON.stringify(sent),
      });
      expect(answer.status).toBe(status);
      expect({ ...((await answer.json()) as object), requestId: "REQUEST_ID" }).toEqual(shown);
    };
    await refused(400, admin.token, {});
    await refused(403, "", { title: "x" });
    await page.goto(`${admin.url}/_/records/authors?api=auth.withPassword`);
    await dialog.getByText("curl", { exact: true }).click();
    const command = (await dialog.locator('pre[aria-label="curl"]').textContent()) ?? "";
    const said = command
      .replace("name@example.com", "aiko@example.com")
      .replace("PASSWORD", "1234567890");
    expect(JSON.parse(await Bun.$`sh -c ${said}`.quiet().text()).record.name).toBe("Aiko Tanabe");
    await context.close();
  });

  test("one listens along, and sees each event as subscribers do", async () => {
    const { page, context } = await admin.open("/records/posts?api=live");
    await page.getByRole("button", { name: "Listen" }).click();
    await page.getByText("Nothing yet.").waitFor();
    const event = page.locator('pre[aria-label="Event"]');
    while ((await event.count()) === 0) {
      const { id } = await admin.api("POST /collections/posts/records", { title: "Overheard" });
      await page.waitForTimeout(100);
      await admin.api(`DELETE /collections/posts/records/${id}`);
    }
    expect(JSON.parse((await event.last().textContent()) ?? "").record.title).toBe("Overheard");
    await context.close();
  });

  test("a guest's view is what the rules leave, and changes nothing", async () => {
    const { page, context } = await admin.open("/records/posts");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "View as…" }).click();
    await page.getByText("Somebody not signed in").click();
    await page.getByRole("button", { name: "Look" }).click();
    await page.getByText("You see what somebody not signed in would see.").waitFor();
    const { totalItems } = await admin.api(
      "GET /collections/posts/records?filter=(status='published')",
    );
    await page.getByText(`${totalItems} records`).first().waitFor();
    expect(await page.getByRole("button", { name: "New record" }).count()).toBe(0);
    await page.getByRole("button", { name: "Be yourself again" }).click();
    await page.getByRole("button", { name: "New record" }).waitFor();
    await context.close();
  });

  test("an account's view is that of its session", async () => {
    const { items } = await admin.api("GET /collections/authors/records?filter=(name~'Mara')");
    const { page, context } = await admin.open(`/records/posts?as=authors:${items[0].id}`);
    await page.getByText("You see what Mara Lindqvist would see.").waitFor();
    const filter = encodeURIComponent(`status = 'published' || author = '${items[0].id}'`);
    const { totalItems } = await admin.api(`GET /collections/posts/records?filter=${filter}`);
    await page.getByText(`${totalItems} records`).first().waitFor();
    await context.close();
  });

  test("a field of several records is changed at once", async () => {
    const { page, context } = await admin.open("/records/authors");
    await page.getByText("Aiko Tanabe").waitFor();
    await page.getByRole("checkbox", { name: "Select the records in sight" }).click();
    await page.getByRole("toolbar").getByRole("button", { name: "Edit" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Field" }).click();
    await page.getByRole("option", { name: "city" }).click();
    await dialog.getByRole("textbox", { name: "city" }).fill("Lisbon");
    await dialog.getByRole("button", { name: "Change 4 records" }).click();
    await page.getByText("Changed 4 records.").waitFor();
    const { totalItems } = await admin.api(
      "GET /collections/authors/records?filter=(city='Lisbon')",
    );
    expect(totalItems).toBe(4);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Undone.").waitFor();
    const kobe = await admin.api("GET /collections/authors/records?filter=(city='Kobe')");
    expect(kobe.totalItems).toBe(1);
    await context.close();
  });

  test("a CSV file is mapped, checked and imported, or nothing of it", async () => {
    await admin.api("POST /collections", {
      name: "stock",
      fields: [
        { name: "label", type: "text", required: true },
        { name: "amount", type: "number", max: 100 },
      ],
    });
    const { page, context } = await admin.open("/records/stock");
    const choose = async (text: string) => {
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Import…" }).click();
      const buffer = Buffer.from(text);
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "stock.csv", mimeType: "text/csv", buffer });
      await page.getByRole("combobox", { name: "Goes into: What" }).click();
      await page.getByRole("option", { name: "label" }).click();
      await page.getByRole("button", { name: "Check" }).click();
    };
    await choose("What,Amount\nBolts,12\nNuts,400\n");
    await page
      .getByRole("alert")
      .getByText(/1 of 2 rows/)
      .waitFor();
    await page.keyboard.press("Escape");
    await choose("What,Amount\nBolts,12\nNuts,40\n");
    await page.getByRole("button", { name: "Import 2 records" }).click();
    await page.getByText("Imported 2 records.").waitFor();
    await page.getByRole("row", { name: /Nuts/ }).waitFor();

    await page.getByRole("button", { name: "More" }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Export as CSV" }).click();
    const text = await Bun.file(await (await saved).path()).text();
    expect(text.split(/\r?\n/)[0]).toBe("id,label,amount,created_at,updated_at");
    expect(text).toContain("Nuts,40");
    await context.close();
  });

  // More than a browser can draw at 36 pixels a row.
  test("a million rows scroll to any of them, and only those in sight are drawn", async () => {
    await admin.api("POST /collections", {
      name: "many",
      fields: [{ name: "label", type: "text" }],
    });
    const data = new Database(join(admin.directory, "data.db"));
    data.run("PRAGMA busy_timeout = 10000");
    data.run(`INSERT INTO "many" ("id", "label")
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999999)
      SELECT printf('r%014d', i), 'row ' || i FROM n`);
    data.close();
    const { page, context } = await admin.open("/records/many?sort=%40rowid");
    await page.getByText("1,000,000 records").waitFor();
    await page.getByText("row 0", { exact: true }).waitFor();
    expect(await page.getByRole("row").count()).toBeLessThan(80);
    await page.getByRole("grid").focus();
    await page.keyboard.press("End");
    await page.getByText("row 999999", { exact: true }).waitFor();
    await page.keyboard.press("PageUp");
    await page.keyboard.press("Home");
    await page.getByText("row 0", { exact: true }).waitFor();
    await page.getByRole("grid").evaluate((grid: any) => grid.scrollTo(0, grid.scrollHeight / 2));
    await page
      .getByText(/^row (49|50)\d{4}$/)
      .first()
      .waitFor();
    await context.close();
  });
});

const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
