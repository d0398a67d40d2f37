// What stands around every page: the session, the palette, and superusers.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  axeProblems,
  email,
  hasChromium,
  password,
  startAdmin,
  type Admin,
} from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("the shell", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
  });
  afterAll(() => admin.close());

  test("the palette jumps to a collection by a few letters", async () => {
    const { page, context } = await admin.open("/");
    await page.getByText("12 records").waitFor();
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder(/something to do/).fill("comm");
    await page.locator("[data-selected]", { hasText: "comments" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "comments" }).waitFor();
    expect(page.url()).toBe(`${admin.url}/_/records/comments`);
    await context.close();
  });

  test("the palette finds records by what they are called", async () => {
    const { page, context } = await admin.open("/superusers");
    await page.getByRole("table").waitFor();
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder(/something to do/).fill("lighthouse");
    await page.getByText("What the lighthouse keeper saw").click();
    await page.getByRole("dialog").getByLabel("title").waitFor();
    expect(page.url()).toContain("/_/records/posts?record=");
    await context.close();
  });

  test("collections at hand are pinned: they stand first, after a reload as well", async () => {
    const { page, context } = await admin.open("/records/posts");
    const data = page.getByRole("navigation", { name: "Data" });
    const names = () => data.getByRole("link").allTextContents();
    await page.getByRole("heading", { name: "posts" }).waitFor();
    expect((await names()).slice(2, 5)).toEqual(["authors", "comments", "posts"]);
    await page.keyboard.press("p");
    await data.getByRole("button", { name: "Unpin posts" }).waitFor();
    expect((await names()).slice(2, 5)).toEqual(["posts", "authors", "comments"]);
    await page.goto(`${admin.url}/_/collections`);
    const first = page.getByRole("table").getByRole("row").nth(1);
    await first.getByRole("link", { name: "posts" }).waitFor();
    await first.getByRole("img", { name: "Pinned" }).waitFor();
    await first.getByRole("button", { name: "Actions for posts" }).click();
    await page.getByRole("menuitem", { name: "Unpin" }).click();
    await first.getByRole("link", { name: "authors" }).waitFor();
    await data.getByRole("link", { name: "comments" }).hover();
    await data.getByRole("button", { name: "Pin comments" }).click();
    expect((await names()).slice(2, 5)).toEqual(["comments", "authors", "posts"]);
    await context.close();
  });

  test("what is not there is said, and leads back", async () => {
    const { page, context } = await admin.open("/nowhere/at/all");
    await page.getByText("There is nothing at this address").waitFor();
    await page.getByRole("link", { name: "Back to the dashboard" }).click();
    await page.getByRole("heading", { name: "Dashboard" }).waitFor();
    await context.close();
  });

  test("the colour scheme is kept", async () => {
    const { page, context } = await admin.open("/");
    await page.getByRole("button", { name: /Your account/ }).click();
    await page.getByText("Dark", { exact: true }).click();
    await page.reload();
    expect(await page.evaluate("document.documentElement.dataset.mantineColorScheme")).toBe("dark");
    await context.close();
  });

  test("scheme and width may change while one looks: nothing pale, nothing beside the page", async () => {
    const { page, context } = await admin.open("/collections");
    await page.getByRole("heading", { name: "Collections" }).waitFor();
    for (const scheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      expect(await axeProblems(page)).toEqual([]);
    }
    for (const width of [390, 1280, 800]) {
      await page.setViewportSize({ width, height: 800 });
      const beside = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
      expect(await page.evaluate(beside)).toBe(0);
    }
    await context.close();
  });

  test("what could not be read says so, and one click asks for all of it again", async () => {
    const { page, context } = await admin.open("/superusers");
    await page.getByRole("table").waitFor();
    let isAway = true;
    await page.route(/\/api\//, (route) =>
      isAway
        ? route.fulfill({ status: 503, json: { message: "Out of order." } })
        : route.continue(),
    );
    const places = [
      ["/", "12 records"],
      ["/records/posts", "A night at the harbour"],
      ["/collections/posts", "Settings of status"],
    ] as const;
    for (const [place, shown] of places) {
      isAway = true;
      await page.goto(`${admin.url}/_${place}`);
      const links = page.getByRole("navigation");
      await links.getByText("Out of order.").waitFor();
      await page.getByRole("main").getByText("Out of order.").first().waitFor();
      isAway = false;
      await links.getByRole("button", { name: "Try again" }).click();
      await page.getByText(shown).or(page.getByLabel(shown)).first().waitFor();
      await page.getByText("Out of order.").first().waitFor({ state: "detached" });
    }
    await context.close();
  });

  test("superusers are added, get new passwords, and are deleted only by their word", async () => {
    const { page, context } = await admin.open("/superusers");
    await page.getByRole("button", { name: "Add superuser" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail address").fill("grace@example.com");
    await dialog.getByRole("textbox", { name: "Password" }).fill("short");
    await dialog.getByRole("button", { name: "Add superuser" }).click();
    await dialog.getByText("Must be at least 8 character(s).").first().waitFor();
    expect(await dialog.getByLabel("E-mail address").inputValue()).toBe("grace@example.com");
    await dialog.getByRole("textbox", { name: "Password" }).fill("long enough");
    await dialog.getByRole("button", { name: "Add superuser" }).click();
    await page.getByRole("cell", { name: "GR grace@example.com" }).waitFor();

    const actions = page.getByRole("button", { name: "Actions for grace@example.com" });
    await actions.click();
    await page.getByRole("menuitem", { name: "Change password" }).click();
    await dialog.getByRole("textbox", { name: "New password" }).fill("another one");
    await dialog.getByRole("button", { name: "Change password" }).click();
    await page.getByText("grace@example.com has a new password.").waitFor();

    await actions.click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const remove = dialog.getByRole("button", { name: "Delete" });
    expect(await remove.isDisabled()).toBe(true);
    await dialog.getByLabel("Type grace@example.com to confirm").fill("grace@example.com");
    await remove.click();
    await page.getByRole("cell", { name: "GR grace@example.com" }).waitFor({ state: "detached" });
    await context.close();
  });

  // Last: it ends every session of this superuser.
  test("a session that ends asks for the password, and what was typed goes through", async () => {
    const { page, context } = await admin.open("/superusers");
    await page.getByRole("button", { name: "Add superuser" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a superuser" });
    await dialog.getByLabel("E-mail address").fill("alan@example.com");
    await dialog.getByRole("textbox", { name: "Password" }).fill("long enough");
    await admin.api("POST /sessions/logout-all", {});
    await dialog.getByRole("button", { name: "Add superuser" }).click();
    const again = page.getByRole("dialog", { name: "Your session has ended" });
    expect(await again.getByLabel("E-mail address").inputValue()).toBe(email);
    await again.getByRole("textbox", { name: "Password" }).fill(password);
    await again.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("cell", { name: "AL alan@example.com" }).waitFor();
    await context.close();
  });
});
