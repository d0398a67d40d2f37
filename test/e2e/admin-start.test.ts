// From a new server to a superuser who is signed in.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser } from "playwright-core";
import { openSmtpSink } from "../smtp-sink.ts";
import {
  email,
  hasChromium,
  openBrowser,
  openPage,
  password,
  startAdmin,
} from "./admin-browser.ts";
import { serve, temporaryDirectory, type Serving } from "./run-binary.ts";

describe.skipIf(!hasChromium)("the first minutes", () => {
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

  test("without a superuser the page says where the link is", async () => {
    const { page, trouble } = await openPage(browser, `${server.url}/_/`, {}, null);
    await page.getByText("There is no superuser yet.").waitFor();
    expect(trouble).toEqual([]);
  });

  test("the printed link makes the first superuser and signs them in; once", async () => {
    const { page, context } = await openPage(browser, server.setupLink ?? "", {}, null);
    await page.getByLabel("E-mail address").fill("ada@example.com");
    await page.getByRole("textbox", { name: "Password" }).fill("correct horse");
    await page.getByRole("button", { name: "Create superuser" }).click();
    await page.getByRole("heading", { name: "Dashboard" }).waitFor();
    await page.getByText("No collections yet").first().waitFor();
    expect(page.url()).toBe(`${server.url}/_/`);

    await page.goto(server.setupLink ?? "");
    await page.getByLabel("E-mail address").fill("eve@example.com");
    await page.getByRole("textbox", { name: "Password" }).fill("correct horse");
    await page.getByRole("button", { name: "Create superuser" }).click();
    await page.getByText("There is a superuser already.").waitFor();
    await context.close();
  });

  test("a wrong password is said, and the form is kept; the address leads on after signing in", async () => {
    const { page, context } = await openPage(browser, `${server.url}/_/superusers`, {}, null);
    await page.getByLabel("E-mail address").fill("ada@example.com");
    await page.getByRole("textbox", { name: "Password" }).fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("E-mail address").inputValue()).toBe("ada@example.com");
    await page.getByRole("textbox", { name: "Password" }).fill("correct horse");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Superusers" }).waitFor();
    await context.close();
  });

  test("an account with two steps is asked for the code that went out by mail", async () => {
    const mail = await openSmtpSink();
    const admin = await startAdmin();
    await admin.api("PATCH /settings", mail.settings);
    const steps = { otp: { enabled: true }, mfa: { enabled: true } };
    await admin.api("PATCH /collections/_superusers", steps);
    const { page, context } = await admin.open("/superusers", { signedOut: true });
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    const code = page.getByRole("textbox", { name: "Code from the mail" });
    await code.waitFor();
    const sent = await mail.next();
    await code.fill(/\b\d{8}\b/.exec(sent.text)?.[0] ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Superusers" }).waitFor();
    await context.close();
    await admin.close();
  });

  test("a forgotten password gets a link by mail", async () => {
    const mail = await openSmtpSink();
    const admin = await startAdmin();
    await admin.api("PATCH /settings", mail.settings);
    const { page, context } = await admin.open("/", { signedOut: true });
    await page.getByRole("button", { name: "Forgot the password?" }).click();
    await page.getByText("Write your address above first.").waitFor();
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("button", { name: "Forgot the password?" }).click();
    await page.getByText(/a link is on its way/).waitFor();
    expect((await mail.next()).to).toEqual([email]);
    await context.close();
    await admin.close();
  });
});
