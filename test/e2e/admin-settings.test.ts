// The settings' page: what is changed there counts, what is refused is marked where it stands, secrets
// stay hidden, and what the environment sets is shown as locked.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { openS3Sink } from "../s3-sink.ts";
import { openSmtpSink } from "../smtp-sink.ts";
import { axeProblems, hasChromium, startAdmin, type Admin } from "./admin-browser.ts";

describe.skipIf(!hasChromium)("the settings' page", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin({
      VAULTBASE_SETTINGS_META_APP_URL: "https://harbour.example.com",
      VAULTBASE_SETTINGS_BACKUPS_S3_SECRET: "from the environment",
    });
  });
  afterAll(() => admin.close());

  test("a change is saved, is no change any more, and is there after a reload", async () => {
    const { page, context } = await admin.open("/settings");
    const name = page.getByRole("textbox", { name: "Application name" });
    expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
    await name.fill("Harbour");
    await page.getByText("1 change", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Saved.", { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
    await name.fill("Vaultbase");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("1 change").waitFor({ state: "detached" });
    expect((await admin.api("GET /settings")).meta.appName).toBe("Vaultbase");
    await name.fill("Harbour");
    await page.keyboard.press("Control+s");
    await page.getByText("1 change").waitFor({ state: "detached" });
    await page.reload();
    expect(await name.inputValue()).toBe("Harbour");
    await context.close();
  });

  test("a change is taken back by a button", async () => {
    const { page, context } = await admin.open("/settings/mcp");
    const rows = page.getByRole("textbox", { name: "Records per call" });
    await rows.fill("7");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await until(async () => (await rows.inputValue()) === "100");
    expect((await admin.api("GET /settings")).mcp.maxRows).toBe(100);
    await context.close();
  });

  test("what cannot be is marked where it stands, and nothing typed is lost", async () => {
    const { page, context } = await admin.open("/settings/mail");
    await page.getByRole("textbox", { name: "Sender address" }).fill("nobody");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Must be a valid email address.").last().waitFor();
    const address = page.getByRole("textbox", { name: "Sender address" });
    expect(await address.inputValue()).toBe("nobody");
    expect(await address.getAttribute("aria-invalid")).toBe("true");
    await context.close();
  });

  test("an entry of a list that cannot be is named", async () => {
    const { page, context } = await admin.open("/settings/security");
    const addresses = page.getByRole("combobox", { name: "Where superusers come from" });
    await addresses.pressSequentially("127.0.0.1,10.0.0.x,");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("10.0.0.x: Invalid IP or CIDR subnet.").waitFor();
    await context.close();
  });

  test("a rule is added, refused where it is wrong, moved and saved", async () => {
    const { page, context } = await admin.open("/settings/limits");
    await page.getByRole("switch", { name: "Limit requests" }).click({ force: true });
    await page.getByRole("button", { name: "Add a rule" }).click();
    const label = page.getByRole("combobox", { name: "What it limits, rule 5" });
    await label.fill("*:auth");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Another rule for *:auth speaks of the same callers.").last().waitFor();
    await label.fill("/api/collections/");
    await page.getByRole("button", { name: "Move rule 5 up" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.", { exact: true }).waitFor();
    const { rules } = (await admin.api("GET /settings")).rateLimits;
    expect(rules.map((each: { label: string }) => each.label)).toEqual([
      "*:auth",
      "*:create",
      "/api/batch",
      "/api/collections/",
      "/api/",
    ]);
    await context.close();
  });

  test("a list that may not be empty says so", async () => {
    const { page, context } = await admin.open("/settings/limits");
    for (let left = 5; left > 0; left--) {
      await page.getByRole("button", { name: "Remove rule 1", exact: true }).click();
    }
    await page.getByRole("button", { name: "Save" }).click();
    const rules = page.getByRole("group", { name: "Rules" });
    await rules.getByText("Cannot be blank.").waitFor();
    await context.close();
  });

  test("a secret is set, replaced and removed, and never shown", async () => {
    await admin.api("PATCH /settings", { smtp: { password: "first" } });
    const { page, context } = await admin.open("/settings/mail?setting=smtp.password");
    await page.getByText("Set; nobody is shown it").waitFor();
    await page.getByRole("button", { name: "Replace" }).click();
    await page.getByRole("textbox", { name: "Password" }).fill("second");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Set; nobody is shown it").waitFor();
    expect((await admin.api("GET /settings")).secretsSet).toContain("smtp.password");
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("Will be removed").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("textbox", { name: "Password" }).waitFor();
    expect((await admin.api("GET /settings")).secretsSet).not.toContain("smtp.password");
    await context.close();
  });

  test("what a variable sets is locked, and names the variable", async () => {
    const { page, context } = await admin.open("/settings");
    const address = page.getByRole("textbox", { name: "Application URL" });
    expect(await address.isDisabled()).toBe(true);
    await page.getByText("Set by VAULTBASE_SETTINGS_META_APP_URL").waitFor();
    await page.getByRole("link", { name: "Environment" }).click();
    await page.getByText("2 settings are set by their variables.").waitFor();
    const first = page.getByRole("row").nth(1);
    await first.getByText("Locked").waitFor();
    await first.getByRole("link", { name: "meta.appURL" }).click();
    await address.waitFor();
    await context.close();
  });

  test("somebody with changes is asked before they go", async () => {
    const { page, context } = await admin.open("/settings/backups");
    await page.getByRole("textbox", { name: "Backups to keep" }).fill("9");
    await page.getByRole("link", { name: "Encryption" }).click();
    await page.getByText("What you changed here has not been saved.").waitFor();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await page.getByText("Secrets can be read in the files").waitFor();
    await context.close();
  });

  test("a setting is found by a word of it, from anywhere", async () => {
    const { page, context } = await admin.open("/");
    await page.getByRole("button", { name: /Jump to/ }).click();
    await page.getByPlaceholder("A collection, a record").fill("sender address");
    await page.getByText("Settings / Mail").first().click();
    const input = page.getByRole("textbox", { name: "Sender address" });
    await input.and(page.locator(":focus")).waitFor();
    await context.close();
  });

  test("the application's name and colour are these pages' own, and can be read", async () => {
    const { page, context } = await admin.open("/settings");
    await page.getByRole("textbox", { name: "Application name" }).fill("Lighthouse");
    await page.getByRole("textbox", { name: "Accent color" }).fill("#ffe14d");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Lighthouse" }).waitFor();
    await until(async () => (await page.title()) === "Settings · Lighthouse");
    await context.close();
    for (const scheme of ["light", "dark"] as const) {
      const painted = await admin.open("/settings/mcp", { scheme });
      await painted.page.getByRole("link", { name: "Lighthouse" }).waitFor();
      await painted.page.getByRole("textbox", { name: "Records per call" }).fill("50");
      expect(await axeProblems(painted.page)).toEqual([]);
      await painted.context.close();
    }
    await admin.api("PATCH /settings", { meta: { accentColor: "#5057d9" } });
  });

  test("controls that change collections are hidden where that is set", async () => {
    await admin.api("POST /collections", {
      name: "berths",
      fields: [{ name: "title", type: "text" }],
      listRule: "title != ''",
    });
    await admin.api("PATCH /settings", { meta: { hideControls: true } });
    const { page, context } = await admin.open("/collections?type=system");
    await page.getByRole("button", { name: "Export" }).waitFor();
    await page.getByRole("link", { name: "New collection" }).waitFor({ state: "detached" });
    const offers = /^(New collection|Add a collection|Create a collection)$/;
    for (const place of ["/collections", "/"]) {
      await page.goto(`${admin.url}/_${place}`);
      await page.getByRole("link", { name: "Collections" }).first().waitFor();
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByRole("link", { name: offers }).first().waitFor({ state: "detached" });
    }
    for (const place of ["/new-collection", "/import-collections"]) {
      await page.goto(`${admin.url}/_${place}`);
      await page.getByText("The settings hide what changes collections.").waitFor();
    }
    await page.getByRole("link", { name: "Go to the setting" }).click();
    await page.getByRole("switch", { name: "Hide schema controls" }).waitFor();
    await page.goto(`${admin.url}/_/collections/berths`);
    await page.getByText("here they are shown only", { exact: false }).waitFor();
    expect(await page.getByRole("textbox", { name: "Name", exact: true }).isDisabled()).toBe(true);
    expect(await page.getByLabel("Field name").first().isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Add field" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Settings of title" }).count()).toBe(0);
    await page.getByRole("tab", { name: "Rules" }).click();
    const rule = page.locator(".cm-content").first();
    await rule.and(page.locator("[contenteditable=false]")).waitFor();
    await page.goto(`${admin.url}/_/collections`);
    await admin.api("PATCH /settings", { meta: { hideControls: false } });
    await page.reload();
    await page.getByRole("link", { name: "New collection" }).waitFor();
    await page.goto(`${admin.url}/_/collections/berths`);
    await page.getByLabel("Field name").nth(1).fill("number");
    await page.getByRole("button", { name: "Review changes" }).waitFor();
    await page.getByRole("button", { name: "Discard", exact: true }).click();
    await admin.api("DELETE /collections/berths");
    await context.close();
  });

  test("tools that agents may call are offered by name", async () => {
    const { page, context } = await admin.open("/settings/mcp");
    await page.getByRole("combobox", { name: "Allowed tools" }).fill("list_col");
    await page.getByRole("option", { name: "list_collections" }).click();
    await page.getByText("1 change", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    await context.close();
  });

  test("a test mail shows what came of it", async () => {
    const { page, context } = await admin.open("/settings/mail");
    await page.getByRole("textbox", { name: "To" }).fill("crew@example.com");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Mail is not configured").waitFor();
    const sink = await openSmtpSink();
    await admin.api("PATCH /settings", sink.settings);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("The mail server took it for crew@example.com.").waitFor();
    expect((await sink.next()).to).toEqual(["crew@example.com"]);
    await context.close();
  });

  test("a bucket is tried, with what is saved", async () => {
    const sink = openS3Sink();
    const { page, context } = await admin.open("/settings/storage");
    await page.getByRole("switch", { name: "Use a bucket for files" }).click({ force: true });
    const fill = (name: string, value: string) =>
      page.getByRole("textbox", { name, exact: true }).fill(value);
    await fill("Bucket", "nobody's");
    await fill("Region", "here-1");
    await fill("Endpoint", sink.endpoint);
    await fill("Access key", "me");
    await fill("Secret", "secret");
    expect(await page.getByRole("button", { name: "Try it" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Set; nobody is shown it").waitFor();
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByRole("alert").getByText("Failed to test the S3 filesystem.").waitFor();
    await fill("Bucket", "files");
    await page.keyboard.press("Enter");
    await page.getByText("1 change").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText("The bucket can be written, read and emptied.").waitFor();
    await context.close();
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await Bun.sleep(50);
  }
}
