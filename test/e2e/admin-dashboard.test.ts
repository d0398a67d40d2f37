// The dashboard: what to do on a new server, and what is going on afterwards.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("the dashboard of a new server", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
  });
  afterAll(() => admin.close());

  test("hides its next steps from who has seen enough of them", async () => {
    const { page, context } = await admin.open("/");
    await page.getByRole("button", { name: "Hide the next steps" }).click();
    await page.reload();
    await page.getByText("Free on the disk").waitFor();
    await page.getByText("Nothing has been written yet.").waitFor();
    expect(await page.getByRole("region", { name: "Next steps" }).count()).toBe(0);
    await context.close();
  });

  test("says what to do next, until it is done", async () => {
    const { page, context, trouble } = await admin.open("/");
    const steps = page.getByRole("region", { name: "Next steps" });
    await steps.waitFor();
    expect(await steps.getByRole("img", { name: "to do" }).count()).toBe(4);
    await page.getByText("Nothing has been written yet.").waitFor();
    await steps.getByRole("button", { name: "Make one now" }).click();
    await page.getByText("The backup is made.").waitFor();
    await steps.getByRole("img", { name: "done" }).waitFor();
    expect(await steps.getByRole("button", { name: "Make one now" }).count()).toBe(0);
    await steps.getByRole("link", { name: "Mint a token" }).click();
    await page.getByRole("dialog", { name: "Mint a token" }).waitFor();

    await fillAdmin(admin);
    await page.goto(`${admin.url}/_/`);
    await page.getByText("12 records").waitFor();
    expect(await steps.count()).toBe(0);
    expect(trouble).toEqual([]);
    await context.close();
  });
});

describe.skipIf(!hasChromium)("the dashboard", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
    await fetch(`${admin.url}/api/v1/collections/comments/records`);
    await fetch(`${admin.url}/api/v1/collections/nowhere/records`);
  });
  afterAll(() => admin.close());

  test("shows who changed what, as it happens, and leads to the call", async () => {
    const { page, context, trouble } = await admin.open("/");
    const changes = page.getByRole("region", { name: "Recent changes" });
    await changes.getByText("created posts / An afternoon without news").waitFor();
    const { items } = await admin.api("GET /collections/posts/records?filter=title~'ferry'");
    await admin.api(`PATCH /collections/posts/records/${items[0].id}`, { words: 7 });
    const line = changes.getByRole("link", { name: `changed words of posts / ${items[0].id}` });
    await line.waitFor();
    await line.click();
    await page.getByRole("dialog").getByText("records.update").first().waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("shows the traffic, and how much room there is", async () => {
    const { page, context } = await admin.open("/");
    const requests = page.getByRole("region", { name: "Requests, last 24 hours" });
    await requests.getByRole("group", { name: /^Requests over time: \d+ in all/ }).waitFor();
    await requests.getByRole("button", { name: "As a table" }).click();
    await requests
      .getByRole("button", { name: /^Narrow to / })
      .last()
      .click();
    await page.getByRole("heading", { name: "Logs" }).waitFor();
    await page.getByRole("button", { name: "GET /api/v1/collections/comments/records" }).waitFor();
    await page.goBack();
    await page.getByText("Free on the disk").waitFor();
    await page
      .getByText(/^\d+(\.\d)? [KM]B$/)
      .first()
      .waitFor();
    await context.close();
  });

  test("says what the security check finds, and each finding leads to where it is mended", async () => {
    const { page, context } = await admin.open("/");
    const findings = page.getByRole("region", { name: "Worth a look" });
    await findings.getByRole("link", { name: /collection authors listRule/ }).click();
    await page.getByRole("tab", { name: "Rules", selected: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/_/collections/authors");
    await page.goBack();
    await findings.getByRole("link", { name: /token claude-laptop/ }).click();
    await page.getByRole("tab", { name: "Tokens", selected: true }).waitFor();
    await page.goBack();
    await findings.getByRole("button", { name: /^Show \d+ more/ }).click();
    const href = await findings.getByRole("link", { name: /setting backups/ }).getAttribute("href");
    expect(href).toBe("/_/settings/backups");
    await context.close();
  });
});
