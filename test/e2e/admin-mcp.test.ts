// The agents' page: from a new token to a connected agent, and what it does in full sight.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Page } from "playwright-core";
import { hasChromium, startAdmin, untilGone, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

interface Shown {
  readonly url: string;
  readonly headers: { readonly Authorization: string };
}

describe.skipIf(!hasChromium)("the agents' page", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
  });
  afterAll(() => admin.close());

  async function connectAs({ url, headers }: Shown): Promise<Client> {
    const client = new Client({ name: "night-shift", version: "7.1" });
    const transport = new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers: { ...headers } },
    });
    await client.connect(transport as Parameters<Client["connect"]>[0]);
    return client;
  }

  const choose = (page: Page, name: string) => page.getByRole("radio", { name }).click();

  test("a token is minted, a client connected with what is shown, and its calls appear", async () => {
    const { page, context, trouble } = await admin.open("/mcp?mint=edit");
    // Slower than whoever copies what is shown.
    await page.route("**/api/v1/connect", async (route) => {
      await Bun.sleep(300);
      await route.continue();
    });
    const form = page.getByRole("dialog");
    await form.getByRole("textbox", { name: "Name" }).fill("night-agent");
    await form.getByRole("button", { name: "Mint", exact: true }).click();
    await page.getByText("Its text is filled in below", { exact: false }).waitFor();
    await choose(page, "Cursor");
    const link = page.getByRole("link", { name: "Open Cursor" });
    expect(await link.getAttribute("href")).toStartWith("cursor://");
    const text = await page.getByLabel("Configuration", { exact: true }).textContent();
    const shown = JSON.parse(text ?? "").mcpServers.vaultbase as Shown;
    expect(shown.url).toBe(`${admin.url}/api/v1/mcp`);

    const client = await connectAs(shown);
    await client.callTool({ name: "list_collections", arguments: {} });
    await page.getByRole("tab", { name: "Live clients" }).click();
    const line = page.getByRole("row").filter({ hasText: "night-shift" });
    await line.waitFor();
    expect(await line.textContent()).toContain("night-agent");
    await line.getByRole("button", { name: "Activity" }).click();
    await page.getByRole("button", { name: "Details of collections.overview" }).waitFor();

    await client.callTool({
      name: "create_comments",
      arguments: { data: { post: await firstPost(), text: "Written by an agent" } },
    });
    const created = page.getByRole("button", { name: "Details of records.create" });
    await created.waitFor();
    await created.click();
    await page.getByText("Written by an agent").first().waitFor();
    await page.getByRole("link", { name: /create comments\// }).waitFor();

    await page.getByRole("button", { name: "Revoke token" }).first().click();
    await page.getByText("night-agent is revoked", { exact: false }).waitFor();
    expect(client.callTool({ name: "list_collections", arguments: {} })).rejects.toThrow();
    await client.close();
    expect(trouble).toEqual([]);
    await context.close();
  });

  const firstPost = async () => (await admin.api("GET /collections/posts/records")).items[0].id;

  test("a token is confined, shown once, listed with its limits, and revoked", async () => {
    const { page, context } = await admin.open("/mcp?tab=tokens&mint=read");
    const form = page.getByRole("dialog");
    await form.getByRole("textbox", { name: "Name" }).fill("reader");
    const foretold = form.getByText(/An agent with it sees \d+ tools/);
    const unconfined = await foretold.textContent();
    await form.getByRole("combobox", { name: "Collections" }).click();
    await page.getByRole("option", { name: "posts" }).click();
    await page.keyboard.press("Escape");
    await form.getByRole("button", { name: "More limits" }).click();
    await form.getByRole("textbox", { name: "Requests a minute" }).fill("30");
    while ((await foretold.textContent()) === unconfined) await page.waitForTimeout(20);
    const [, count] = /sees (\d+) tools/.exec((await foretold.textContent()) ?? "") ?? [];
    await form.getByRole("button", { name: "Mint", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "reader is ready" });
    const text = await dialog.getByLabel("The token", { exact: true }).textContent();
    expect(text).toStartWith("vbat_");
    const client = await connectAs({
      url: `${admin.url}/api/v1/mcp`,
      headers: { Authorization: `Bearer ${text}` },
    });
    expect((await client.listTools()).tools).toHaveLength(Number(count));
    await client.close();
    await dialog.getByRole("button", { name: "Done" }).click();
    const line = page.getByRole("row").filter({ hasText: "reader" });
    await line.getByText("posts · 30 requests a minute").waitFor();
    await untilGone(page, text!);
    await line.getByRole("button", { name: "Actions for reader" }).click();
    await page.getByRole("menuitem", { name: "Revoke token" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke token" }).click();
    await line.getByText("revoked").waitFor();
    await context.close();
  });

  test("a client that takes fewer tools than a token shows is said so", async () => {
    const many = { name: "mighty", scopes: ["mcp:admin"], toolset: "collections" };
    const mighty = await admin.api("POST /tokens", many);
    const { page, context } = await admin.open(`/mcp?token=${mighty.id}&client=cursor`);
    await page.getByText("Cursor takes 40 tools at most", { exact: false }).waitFor();
    await choose(page, "Claude Code");
    await page.getByRole("region", { name: "Add it to Claude Code" }).waitFor();
    expect(await page.getByText("tools at most", { exact: false }).count()).toBe(0);
    await context.close();
  });

  test("a name that is taken marks the field and keeps what was typed", async () => {
    await admin.api("POST /tokens", { name: "twin", scopes: ["mcp:read"] });
    const { page, context } = await admin.open("/mcp?mint=develop");
    const form = page.getByRole("dialog");
    const name = form.getByRole("textbox", { name: "Name" });
    await name.fill("twin");
    await form.getByRole("button", { name: "Mint", exact: true }).click();
    await form.getByText("There is an active token named twin.").first().waitFor();
    expect(await name.inputValue()).toBe("twin");
    expect(await form.getByRole("radio", { name: "Developer" }).isChecked()).toBe(true);
    await context.close();
  });

  test("what was denied stands out, and filters are in the address", async () => {
    const { token, id } = await admin.api("POST /tokens", {
      name: "curious",
      scopes: ["mcp:read"],
    });
    const client = await connectAs({
      url: `${admin.url}/api/v1/mcp`,
      headers: { Authorization: `Bearer ${token}` },
    });
    await client.callTool({ name: "list_collections", arguments: {} });
    await client
      .callTool({ name: "create_comments", arguments: { data: {} } })
      .catch(() => "refused");
    const { page, context } = await admin.open(`/mcp?tab=activity&token=${id}&outcome=forbidden`);
    await page.getByRole("row").filter({ hasText: "denied" }).first().waitFor();
    await page.getByRole("textbox", { name: "Operation" }).fill("backups.create");
    await page.keyboard.press("Enter");
    await page.getByText("No call matches").waitFor();
    expect(new URL(page.url()).searchParams.get("operation")).toBe("backups.create");
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await page.getByRole("button", { name: "Details of collections.overview" }).first().waitFor();
    // Longer than a filter waits for more to be typed: what was cleared does not come back.
    await page.waitForTimeout(400);
    expect(new URL(page.url()).searchParams.has("operation")).toBe(false);
    await client.close();
    await context.close();
  });
});
