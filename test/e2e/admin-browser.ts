// The admin page of the compiled binary in a real Chromium, for the tests and for the screenshots.
import axe from "axe-core";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { findChromium } from "../../cli/build/find-chromium.ts";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

export const hasChromium = findChromium() !== undefined;

export const email = "ada@example.com";
export const password = "correct horse battery";

export interface Admin {
  readonly url: string;
  /** The data directory. */
  readonly directory: string;
  /** The superuser's session token. */
  readonly token: string;
  /** Calls the API as the superuser; throws unless it is answered well. */
  api(route: `${string} /${string}`, body?: unknown): Promise<any>;
  /** Signed in already, unless told otherwise. `path` is below `/_`. */
  open(path: string, look?: Look): Promise<Opened>;
  close(): Promise<void>;
}

export interface Look {
  readonly scheme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  readonly signedOut?: boolean;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console complained about, and every script error. */
  readonly trouble: readonly string[];
}

/** A server with one superuser, and a browser. `env`: what the server is started with besides. */
export async function startAdmin(env: Readonly<Record<string, string>> = {}): Promise<Admin> {
  const directory = temporaryDirectory();
  const create = ["superuser", "create", email, "--password", password, "--dir", directory];
  const created = await vaultbase(create);
  if (created.exitCode !== 0) throw new Error(created.stderr);
  const server = await serve(directory, { env });
  const browser = await openBrowser();
  const session = await signIn(server.url);
  return {
    url: server.url,
    directory,
    token: session.token,
    async api(route, body) {
      const [method = "", path = ""] = route.split(" ");
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: { authorization: session.token, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${route} ${response.status} ${text}`);
      return text === "" ? {} : JSON.parse(text);
    },
    open: (path, look = {}) =>
      openPage(browser, `${server.url}/_${path}`, look, look.signedOut ? null : session),
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("There is no Chromium on this machine.");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

interface SessionGiven {
  readonly token: string;
  readonly id: string;
  readonly email: string;
}

async function signIn(url: string): Promise<SessionGiven> {
  const response = await fetch(`${url}/api/v1/collections/_superusers/auth-with-password`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ identity: email, password }),
  });
  const { token, record } = (await response.json()) as any;
  return { token, id: record.id, email };
}

export async function openPage(
  browser: Browser,
  address: string,
  { scheme = "light", width = 1280, height = 800 }: Look,
  session: SessionGiven | null,
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  if (session) {
    await context.addInitScript((value) => {
      // A sandboxed frame has no storage.
      if ((globalThis as any).origin === "null") return;
      if (!sessionStorage.getItem("started")) localStorage.setItem("vaultbase.session", value);
      sessionStorage.setItem("started", "yes");
    }, JSON.stringify(session));
  }
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  await page.goto(address);
  return { page, context, trouble };
}

/** Waits until a secret is nowhere in the page any more, not even where nobody sees it. */
export async function untilGone(page: Page, secret: string): Promise<void> {
  await page.waitForFunction(
    (text) => !(globalThis as any).document.documentElement.outerHTML.includes(text),
    secret,
  );
}

/** What axe calls serious or critical, one line each. */
export async function axeProblems(page: Page): Promise<string[]> {
  // Not as a script tag, which the page's policy forbids.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe, document } = globalThis as any;
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations as axe.Result[];
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
