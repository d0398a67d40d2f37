// From a binary nobody has used to an agent at work, and its end: all that a person does, in order.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Browser, Page } from "playwright-core";
import { email, hasChromium, openBrowser, openPage, password } from "./admin-browser.ts";
import { serve, temporaryDirectory, type Serving } from "./run-binary.ts";

describe.skipIf(!hasChromium)("from first run to a connected agent", () => {
  let browser: Browser;
  let server: Serving;

  beforeAll(async () => {
    browser = await openBrowser();
    server = await serve(temporaryDirectory());
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  test("set up, model, fill, connect, watch, revoke", async () => {
    const { page, context, trouble } = await openPage(browser, server.setupLink ?? "", {}, null);
    await enter(page, "Create superuser");
    await page.getByRole("heading", { name: "Dashboard" }).waitFor();
    await page.getByRole("button", { name: email }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await enter(page, "Sign in");
    await page.getByText("No collections yet").first().waitFor();

    await makeCollection(page, "writers", [["city", "Text"]]);
    await makeCollection(page, "books", [
      ["year", "Number"],
      ["writer", "Relation", "writers"],
    ]);
    await makeCollection(page, "reviews", [
      ["stars", "Number"],
      ["book", "Relation", "books"],
    ]);

    await go(page, "writers");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Import…" }).click();
    const buffer = Buffer.from("title,city\nTove Jansson,Helsinki\nStanisław Lem,Kraków\n");
    const file = { name: "writers.csv", mimeType: "text/csv", buffer };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByRole("button", { name: "Import 2 records" }).click();
    await page.getByRole("row", { name: /Kraków/ }).waitFor();

    await go(page, "books");
    await page.getByRole("button", { name: "New record" }).first().click();
    const form = page.getByRole("dialog");
    await form.getByRole("textbox", { name: "title" }).fill("The Summer Book");
    await form.getByRole("textbox", { name: "year" }).fill("1972");
    await form.getByRole("combobox", { name: "writer" }).click();
    await page.getByRole("option", { name: "Tove Jansson" }).click();
    await form.getByRole("button", { name: "Create" }).click();
    await page.getByRole("row", { name: /The Summer Book.*Tove Jansson/ }).waitFor();

    await page.getByRole("link", { name: "MCP", exact: true }).click();
    await page.getByRole("button", { name: "Editor" }).click();
    await form.getByRole("textbox", { name: "Name" }).fill("librarian");
    await form.getByText(/An agent with it sees \d+ tools/).waitFor();
    await form.getByRole("button", { name: "Mint", exact: true }).click();
    await page.getByText("Its text is filled in below", { exact: false }).waitFor();
    await page.getByRole("radio", { name: "Cursor" }).click();
    const agent = await connectAs(
      await page.getByLabel("Configuration", { exact: true }).textContent(),
    );

    const said = await agent.callTool({
      name: "list_books",
      arguments: { filter: 'writer.city = "Helsinki"' },
    });
    const { items } = said.structuredContent as { items: { id: string; title: string }[] };
    expect(items.map(({ title }) => title)).toEqual(["The Summer Book"]);
    const data = { title: "Quiet, and right", stars: 5, book: items[0]!.id };
    await agent.callTool({ name: "create_reviews", arguments: { data } });

    await page.getByRole("tab", { name: "Activity" }).click();
    await page.getByRole("button", { name: "Details of records.list" }).waitFor();
    await page.getByRole("button", { name: "Details of records.create" }).click();
    await page.getByRole("link", { name: /create reviews\// }).click();
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("tabpanel").getByText("librarian").waitFor();
    await page.getByRole("row", { name: /Quiet, and right.*The Summer Book/ }).waitFor();

    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "MCP", exact: true }).click();
    await page.getByRole("tab", { name: "Live clients" }).click();
    const line = page.getByRole("row").filter({ hasText: "librarian" });
    await line.getByRole("button", { name: "Revoke token" }).click();
    await page.getByText("librarian is revoked", { exact: false }).waitFor();
    const refused = await agent.callTool({ name: "list_books", arguments: {} }).catch(String);
    expect(refused).toContain("revoked");
    await agent.close();
    expect(trouble).toEqual([]);
    await context.close();
  });
});

/** The same two inputs twice: who one is to be, and who one is. */
async function enter(page: Page, button: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: button, exact: true }).click();
}

async function go(page: Page, collection: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: collection, exact: true }).click();
  await page.getByRole("heading", { name: collection }).waitFor();
}

type FieldWish = readonly [name: string, type: string, target?: string];

/** A new one begins with a title; each further field is Enter, its name, its type. */
async function makeCollection(page: Page, name: string, fields: FieldWish[]): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Collections" }).click();
  await page.getByRole("link", { name: "New collection" }).first().click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  for (const [index, [field, type, target]] of fields.entries()) {
    await page
      .getByLabel("Field name")
      .nth(index + 1)
      .press("Enter");
    await page.keyboard.type(field);
    if (type !== "Text") {
      await page.getByRole("button", { name: "Type: Text" }).last().click();
      await page.getByRole("menuitem", { name: type }).click();
    }
    if (target === undefined) continue;
    await page.getByRole("button", { name: `Settings of ${field}` }).click();
    await page.getByRole("combobox", { name: "Records of" }).click();
    await page.getByRole("option", { name: target, exact: true }).click();
  }
  await page.getByRole("button", { name: "Create collection" }).click();
  await page.getByRole("heading", { name }).waitFor();
}

/** With exactly what the page shows for a client that speaks HTTP. */
async function connectAs(shown: string | null): Promise<Client> {
  const { url, headers } = JSON.parse(shown ?? "").mcpServers.vaultbase as {
    readonly url: string;
    readonly headers: Record<string, string>;
  };
  const client = new Client({ name: "bookshelf", version: "1.0" });
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return client;
}
