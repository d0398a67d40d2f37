import type { Page } from "playwright-core";

/** One place of the admin page, as the checks and the screenshots go there. */
export interface AdminPage {
  /** Also the screenshots' name. */
  readonly name: string;
  /** Below `/_`. */
  readonly path: string;
  readonly signedOut?: boolean;
  /** Brings it to where it shall be looked at. */
  ready(page: Page): Promise<unknown>;
}

/** Every page, over the data of `fill-admin.ts`. A new page has its line here. */
export const adminPages: readonly AdminPage[] = [
  {
    name: "sign-in",
    path: "/",
    signedOut: true,
    ready: (page) => page.getByRole("button", { name: "Sign in" }).waitFor(),
  },
  {
    name: "setup",
    path: "/setup?token=aaaaaaaaaaaaaaaaaaaa",
    signedOut: true,
    ready: (page) => page.getByRole("button", { name: "Create superuser" }).waitFor(),
  },
  { name: "dashboard", path: "/", ready: (page) => page.getByText("12 records").waitFor() },
  {
    name: "palette",
    path: "/",
    async ready(page) {
      await page.getByText("12 records").waitFor();
      await page.keyboard.press("Control+k");
      await page.getByPlaceholder("A collection, a page").waitFor();
    },
  },
  {
    name: "records",
    path: "/records/posts",
    ready: (page) => page.getByText("A night at the harbour").first().waitFor(),
  },
  {
    name: "superusers",
    path: "/superusers",
    ready: (page) => page.getByRole("table").waitFor(),
  },
  {
    name: "superusers-add",
    path: "/superusers",
    async ready(page) {
      await page.getByRole("button", { name: "Add superuser" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
];
