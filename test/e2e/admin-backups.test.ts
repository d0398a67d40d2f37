// The backups' page: made, looked into, taken away, brought back and restored, in a browser.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { email, hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { temporaryDirectory, vaultbase } from "./run-binary.ts";

describe.skipIf(!hasChromium)("the backups' page", () => {
  let admin: Admin;
  const keys = async () =>
    (await admin.api("GET /backups")).map(({ key }: { key: string }) => key) as string[];

  beforeAll(async () => {
    admin = await startAdmin();
    await admin.api("POST /collections", {
      name: "notes",
      fields: [{ name: "title", type: "text" }],
    });
    await admin.api("POST /collections/notes/records", { title: "old" });
  });
  afterAll(() => admin.close());

  test("says what to do where there is none, and makes one", async () => {
    const { page, context } = await admin.open("/backups");
    await page.getByText("There are no backups yet").waitFor();
    await page.getByRole("button", { name: "Back up now" }).last().click();
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("Not This");
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByText("Must be in a valid format.", { exact: true }).waitFor();
    expect(await name.inputValue()).toBe("Not This");
    await name.fill("first");
    await page.getByRole("button", { name: "Make it" }).click();
    const row = page.getByRole("row", { name: "first.zip" });
    await row.getByRole("cell", { name: email, exact: true }).waitFor();
    await page.getByText("No backups are made by the clock.").waitFor();
    await context.close();
  });

  test("verifies, downloads, uploads and deletes", async () => {
    const { page, context } = await admin.open("/backups");
    await page.getByRole("button", { name: "Actions for first.zip" }).click();
    await page.getByRole("menuitem", { name: "Verify" }).click();
    await page.getByText("It is whole, and can be restored.").waitFor();
    await page.keyboard.press("Escape");
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download first.zip" }).click();
    const path = join(admin.directory, "First (1).zip");
    await (await coming).saveAs(path);
    await page.getByRole("button", { name: "Upload" }).click();
    await page.locator("input[type=file]").setInputFiles(path);
    expect(await page.getByRole("textbox", { name: "Kept as" }).inputValue()).toBe("first_1.zip");
    await page.getByRole("dialog").getByRole("button", { name: "Upload" }).click();
    await page.getByRole("row", { name: "first_1.zip" }).waitFor();
    await page.getByRole("button", { name: "Actions for first_1.zip" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByText("first_1.zip is deleted.").waitFor();
    expect(await keys()).toEqual(["first.zip"]);
    await context.close();
  });

  test("an upload that is no zip is refused at its field, and stays chosen", async () => {
    const { page, context } = await admin.open("/backups?do=upload");
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "x.zip", mimeType: "text/plain", buffer: Buffer.from("words") });
    await page.getByRole("dialog").getByRole("button", { name: "Upload" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("mime type must be one of", { exact: false }).waitFor();
    expect(await dialog.getByRole("textbox", { name: "Kept as" }).inputValue()).toBe("x.zip");
    await context.close();
  });

  test("what is no backup is told, and restoring it changes nothing", async () => {
    const stranger = join(admin.directory, "backups", "stranger.zip");
    await writeFile(stranger, "PK, and nothing like a zip after that");
    const { page, context } = await admin.open("/backups?do=verify&backup=stranger.zip");
    await page.getByRole("alert").getByText("The backup is damaged").waitFor();
    await page.keyboard.press("Escape");
    const row = page.getByRole("row", { name: "stranger.zip" });
    await row.getByText("Not Vaultbase's").waitFor();
    await page.getByRole("button", { name: "Actions for stranger.zip" }).click();
    await page.getByRole("menuitem", { name: "Restore" }).click();
    await page.getByRole("textbox", { name: "Type stranger.zip to confirm" }).fill("stranger.zip");
    await page.getByRole("checkbox").uncheck();
    await page.getByRole("button", { name: "Restore", exact: true }).click();
    await page.getByText("stranger.zip was not restored; nothing has changed.").waitFor();
    await context.close();
    await admin.api("DELETE /backups/stranger.zip");
  });

  test("an address of a backup that is gone says so", async () => {
    const { page, context } = await admin.open("/backups?do=restore&backup=gone.zip");
    await page.getByText("There is no backup gone.zip, or not any more.").waitFor();
    await context.close();
  });

  test("a server that had to keep its data is not taken for restored", async () => {
    const { page, context } = await admin.open("/backups?do=restore&backup=first.zip");
    const why = "Another process works on the data directory.";
    await page.route("**/backups/progress", (route) =>
      route.fulfill({ json: { work: null, notRestored: why } }),
    );
    await page.getByRole("textbox", { name: "Type first.zip to confirm" }).fill("first.zip");
    await page.getByRole("checkbox").uncheck();
    await page.getByRole("button", { name: "Restore", exact: true }).click();
    await page.getByText("kept its data: first.zip was not restored").waitFor();
    await page.getByText(why).waitFor();
    await context.close();
  });

  test("the clock's next one is shown, with a way to its settings", async () => {
    await admin.api("PATCH /settings", { backups: { cron: "0 3 * * *" } });
    const { page, context } = await admin.open("/backups");
    await page.getByText("The next one by the clock is made in").waitFor();
    await page.getByRole("link", { name: "Change the schedule" }).click();
    const schedule = page.getByRole("combobox", { name: "Schedule" });
    await schedule.and(page.locator(":focus")).waitFor();
    expect(await schedule.inputValue()).toBe("0 3 * * *");
    await context.close();
  });

  test("a restore is confirmed by name, keeps a way back, and outlives the restart", async () => {
    await admin.api("POST /collections/notes/records", { title: "too late" });
    const { page, context } = await admin.open("/backups?do=restore&backup=first.zip");
    const restore = page.getByRole("button", { name: "Restore", exact: true });
    expect(await restore.isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: "Type first.zip to confirm" }).fill("first.zip");
    await restore.click();
    await page.getByText("The server is back, with the data of first.zip.").waitFor();
    const { items } = await admin.api("GET /collections/notes/records");
    expect(items.map(({ title }: { title: string }) => title)).toEqual(["old"]);
    const before = (await keys()).find((key) => key.startsWith("before_restore_"));
    await page.getByRole("row", { name: before ?? "none" }).waitFor();
    await page.getByText(`The way back is ${before}.`, { exact: false }).waitFor();
    await context.close();
  }, 60_000);

  test("the data of another installation brings its own superusers", async () => {
    const elsewhere = temporaryDirectory();
    const inside = ["--dir", elsewhere];
    const password = "another horse battery";
    await vaultbase([
      "superuser",
      "create",
      "grace@example.com",
      "--password",
      password,
      ...inside,
    ]);
    await vaultbase(["backup", "create", "theirs.zip", ...inside]);
    const zip = join(elsewhere, "backups", "theirs.zip");
    await copyFile(zip, join(admin.directory, "backups", "theirs.zip"));
    const { page, context } = await admin.open("/backups?do=restore&backup=theirs.zip");
    await page.getByRole("textbox", { name: "Type theirs.zip to confirm" }).fill("theirs.zip");
    await page.getByRole("button", { name: "Restore", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("E-mail address").fill("grace@example.com");
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("row", { name: "theirs.zip" }).waitFor();
    await context.close();
  }, 60_000);
});
