// Prompts of one's own: written in the browser, chosen in an agent, gone again.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("prompts on the agents' page", () => {
  let admin: Admin;
  let client: Client;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
    const { token } = await admin.api("POST /tokens", { name: "desk", scopes: ["mcp:read"] });
    client = new Client({ name: "desk", version: "1" });
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    const transport = new StreamableHTTPClientTransport(new URL(`${admin.url}/api/v1/mcp`), {
      requestInit,
    });
    await client.connect(transport as Parameters<Client["connect"]>[0]);
  });
  afterAll(async () => {
    await client.close();
    await admin.close();
  });

  test("one is written with its blanks, and an agent has it at once", async () => {
    const { page, context, trouble } = await admin.open("/mcp?tab=prompts");
    await page.getByRole("button", { name: "letter-to-author", exact: true }).waitFor();
    await page.getByRole("button", { name: "Write a prompt" }).click();
    const form = page.getByRole("dialog", { name: "Write a prompt" });
    await form.getByRole("textbox", { name: "Name" }).fill("thank-author");
    await form.getByRole("textbox", { name: "What it is for" }).fill("A word of thanks");
    await form.getByRole("textbox", { name: "Text" }).fill("Thank {{author}} for {{post}}.");
    await form.getByLabel("What author is").fill("Who wrote it");
    const proposals = form.getByLabel("Proposals for author");
    await proposals.fill("authors.");
    await page.getByRole("option", { name: "authors.email" }).waitFor();
    expect(await page.getByRole("option", { name: "authors.password" }).count()).toBe(0);
    await page.getByRole("option", { name: "authors.name" }).click();
    await form.getByLabel("post has to be filled in").uncheck();
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByText("Connected agents have it at once.", { exact: false }).waitFor();

    const { prompts } = await client.listPrompts();
    expect(prompts.find(({ name }) => name === "thank-author")).toMatchObject({
      description: "A word of thanks",
      arguments: [
        { name: "author", description: "Who wrote it", required: true },
        { name: "post", required: false },
      ],
    });
    const { completion } = await client.complete({
      ref: { type: "ref/prompt", name: "thank-author" },
      argument: { name: "author", value: "Mara" },
    });
    expect(completion.values).toEqual(["Mara Lindqvist"]);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("what the server refuses is marked, and nothing typed is lost", async () => {
    const { page, context } = await admin.open("/mcp?tab=prompts&edit=.new");
    const form = page.getByRole("dialog", { name: "Write a prompt" });
    await form.getByRole("textbox", { name: "Name" }).fill("design-collection");
    await form.getByRole("textbox", { name: "Text" }).fill("Design it.");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("design-collection is a prompt of the product's own.").first().waitFor();
    await form.getByRole("textbox", { name: "Name" }).fill("letter-to-author");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("There is a prompt letter-to-author already.").first().waitFor();
    expect(await form.getByRole("textbox", { name: "Text" }).inputValue()).toBe("Design it.");
    await context.close();
  });

  test("one is changed, tried and deleted", async () => {
    const { page, context } = await admin.open("/mcp?tab=prompts&edit=letter-to-author");
    const form = page.getByRole("dialog", { name: "Change letter-to-author" });
    await form.getByRole("textbox", { name: "Text" }).fill("Write to {{author}}.");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    const actions = () =>
      page.getByRole("button", { name: "Actions for letter-to-author" }).click();
    await actions();
    await page.getByRole("menuitem", { name: "Try" }).click();
    await page.waitForURL(/tab=catalog.*prompt=letter-to-author/);
    await page.getByRole("tab", { name: "Prompts" }).click();
    await actions();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("The prompt is deleted.").waitFor();
    const { prompts } = await client.listPrompts();
    expect(prompts.some(({ name }) => name === "letter-to-author")).toBe(false);
    await context.close();
  });
});
