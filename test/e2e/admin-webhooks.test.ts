// The webhooks' page: made with a secret shown once, tested, what failed is seen and sent again.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { Webhook } from "standardwebhooks";
import { hasChromium, startAdmin, untilGone, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

interface Got {
  readonly text: string;
  readonly headers: Record<string, string>;
}

describe.skipIf(!hasChromium)("the webhooks' page", () => {
  let admin: Admin;
  let receiver: ReturnType<typeof Bun.serve>;
  let got: Got[] = [];
  let status = 200;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
    receiver = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      async fetch(request) {
        got.push({
          text: await request.text(),
          headers: Object.fromEntries(request.headers),
        });
        return new Response("heard", { status });
      },
    });
  });
  afterAll(async () => {
    await receiver.stop(true);
    await admin.close();
  });
  afterEach(() => {
    got = [];
    status = 200;
  });

  const listed = async (name: string) =>
    (await admin.api("GET /webhooks")).items.find((each: { name: string }) => each.name === name);

  test("a host inside is explained and allowed; the secret is shown once, and verifies a test", async () => {
    const { page, context } = await admin.open("/webhooks");
    await page.getByRole("link", { name: "New webhook" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("warehouse");
    const host = `127.0.0.1:${receiver.port}`;
    await page.getByRole("textbox", { name: "Address" }).fill(`http://${host}/in`);
    for (const action of ["created", "changed", "deleted"]) {
      await page.getByRole("checkbox", { name: `posts: ${action}` }).check();
    }
    await page.getByRole("checkbox", { name: "comments: deleted" }).check();
    await page.getByRole("combobox", { name: "Events of your own" }).fill("order.paid");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("button", { name: "Add a header" }).click();
    await page.getByRole("textbox", { name: "Header", exact: true }).fill("X-Key");
    await page.getByLabel("Value of X-Key").fill("very-secret");
    await page.getByRole("button", { name: "Create webhook" }).click();
    await page.getByText(`${host} is in the server's own network`).waitFor();
    await page.getByRole("button", { name: `Allow ${host}` }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: `Allow ${host}` })
      .click();
    await page.getByText(`${host} may be reached now.`).waitFor();
    await page.getByRole("button", { name: "Create webhook" }).click();

    const dialog = page.getByRole("dialog", { name: "The signing secret" });
    const secret = (await dialog.getByLabel("Secret", { exact: true }).textContent()) ?? "";
    expect(secret).toStartWith("whsec_");
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.waitForURL(/\/webhooks\/warehouse$/);
    await untilGone(page, secret);
    expect(await listed("warehouse")).toMatchObject({
      events: ["posts.*", "comments.delete", "order.paid"],
      headers: { "X-Key": "******" },
    });

    await page.getByRole("button", { name: "Send a test" }).click();
    const drawer = page.getByRole("dialog", { name: "Delivery" });
    await drawer.getByText("heard").waitFor();
    await drawer.getByLabel("Message", { exact: true }).getByText('"type": "test"').waitFor();
    expect(got[0]!.headers["x-key"]).toBe("very-secret");
    expect(new Webhook(secret).verify(got[0]!.text, got[0]!.headers)).toMatchObject({
      type: "test",
    });
    expect(new URL(page.url()).searchParams.get("delivery")).toStartWith("msg_");
    await context.close();
  });

  test("what failed waits in sight, and is sent again by hand", async () => {
    status = 500;
    const { page, context, trouble } = await admin.open("/webhooks/warehouse?state=waiting");
    await page.getByText("No delivery is like that").waitFor();
    await admin.api("POST /collections/posts/records", { title: "Told twice" });
    await page.getByRole("button", { name: "Details of posts.create" }).click();
    const drawer = page.getByRole("dialog", { name: "Delivery" });
    await drawer.getByText("It is tried again").waitFor();
    await drawer.getByLabel("Message", { exact: true }).getByText("Told twice").waitFor();
    status = 200;
    await drawer.getByRole("button", { name: "Send it again" }).click();
    await drawer.getByText("delivered", { exact: true }).waitFor();
    expect(await drawer.getByRole("listitem").count()).toBeGreaterThan(1);
    await page.keyboard.press("Escape");
    await page.getByText("No delivery is like that").waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("dead letters are found from the list and sent again together", async () => {
    const { page, context } = await admin.open("/webhooks");
    const line = page.getByRole("row").filter({ hasText: "billing" });
    await line.getByText("1 given up").waitFor();
    await line.getByRole("link", { name: "1" }).last().click();
    await page.waitForURL(/state=dead/);
    await page.getByRole("button", { name: "Redeliver what failed" }).click();
    await page.getByText(/sent again/).waitFor();
    await context.close();
  });

  test("settings change, headers stay unseen, and a wrong filter is marked in its place", async () => {
    const { page, context } = await admin.open("/webhooks/warehouse?tab=settings");
    const key = page.getByLabel("Value of X-Key");
    expect(await key.inputValue()).toBe("");
    await page.getByRole("checkbox", { name: "comments: deleted" }).uncheck();
    await page.getByRole("combobox", { name: "Events of your own" }).focus();
    await page.keyboard.press("Backspace");
    await page.getByRole("textbox", { name: "Only records that meet a filter" }).click();
    await page.keyboard.type("wrods > 3");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText(/wrods/).nth(1).waitFor();
    await page.getByRole("textbox", { name: "Only records that meet a filter" }).click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("words > 3");
    await page.keyboard.press("Escape");
    await page.getByRole("textbox", { name: "Name" }).fill("depot");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("heading", { name: "depot" }).waitFor();
    expect(await listed("depot")).toMatchObject({
      events: ["posts.*"],
      filter: "words > 3",
      headers: { "X-Key": "******" },
    });
    await context.close();
  });

  test("an own event goes to whoever listens; a new secret is shown; a webhook is deleted", async () => {
    const { page, context } = await admin.open("/webhooks");
    await page.getByRole("button", { name: "Send an event" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Event", exact: true }).fill("posts.create");
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await dialog.getByText("is an event of records", { exact: false }).first().waitFor();
    await dialog.getByRole("textbox", { name: "Event", exact: true }).fill("order.sent");
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("order.sent goes to crm.").waitFor();

    await page.getByRole("button", { name: "Actions for depot" }).click();
    await page.getByRole("menuitem", { name: "New secret" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "New secret" }).click();
    await page
      .getByRole("dialog", { name: "The signing secret" })
      .getByText("whsec_")
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Actions for depot" }).click();
    await page.getByRole("menuitem", { name: "Delete webhook" }).click();
    await page.getByRole("textbox", { name: "Type depot to confirm" }).fill("depot");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("depot is deleted.").waitFor();
    expect(await listed("depot")).toBeUndefined();
    await context.close();
  });
});
