import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { invoke } from "../../kernel/invoke.ts";
import type { Mail } from "../../kernel/mailer.ts";
import type { Program } from "../../kernel/sandbox.ts";
import { evaluateFlag } from "../flags/evaluate-flag.ts";
import { scriptFetch, type FetchOptions } from "./script-fetch.ts";
import type { Script } from "./script.ts";
import type { ScriptRecords } from "./script-records.ts";

/** What a trial did not do, since it could not be taken back. */
export interface Unsent {
  readonly mails: Mail[];
  readonly requests: { readonly method: string; readonly url: string }[];
}

/** All that leads out of a script. `unsent` collects what is not to go out. */
export function scriptHost(
  context: Context,
  script: Script,
  records: ScriptRecords,
  unsent: Unsent | null = null,
): Program["host"] {
  return {
    ...records.host,
    fetch: (url, options) => fetchFor(context, script, unsent, String(url), optionsOf(options)),
    "mail.send": async (given) => {
      const mail = mailOf(given);
      if (context.inTurn) throw outside("mail.send");
      if (unsent) unsent.mails.push(mail);
      else await context.services.mailer.send(mail);
    },
    "flags.evaluate": (key, about) =>
      invoke(context, evaluateFlag, { key, ...(about !== undefined && { context: about }) }),
    "crypto.randomId": async (length) => context.randomId(lengthOf(length)),
    "crypto.sha256": async (text) =>
      new Bun.CryptoHasher("sha256").update(String(text)).digest("hex"),
    "crypto.hmacSha256": async (key, text) =>
      new Bun.CryptoHasher("sha256", String(key)).update(String(text)).digest("hex"),
    "base64.encode": async (text) => Buffer.from(String(text)).toString("base64"),
    "base64.decode": async (text) => Buffer.from(String(text), "base64").toString(),
    sleep: async (ms) => {
      if (context.inTurn) throw outside("sleep");
      await Bun.sleep(Math.min(Math.max(0, Number(ms) || 0), longestSleepMs));
    },
  };
}

/** No script runs longer. */
const longestSleepMs = 900_000;

async function fetchFor(
  context: Context,
  script: Script,
  unsent: Unsent | null,
  url: string,
  options: FetchOptions,
): Promise<unknown> {
  if (context.inTurn) throw outside("fetch");
  const method = String(options.method ?? "GET").toUpperCase();
  if (unsent && method !== "GET" && method !== "HEAD") {
    unsent.requests.push({ method, url });
    return { status: 200, headers: {}, body: "{}" };
  }
  return scriptFetch(context, url, options, script.timeoutMs);
}

/** A script runs inside a transaction in a dry run, in a cascade, and after a lost race. */
function outside(name: string): Failure {
  return new Failure("unavailable", `${name} cannot be waited for inside a transaction.`, {
    hint: "Here the script runs inside the write itself, as it does in a dry run: do it in an after hook.",
  });
}

function mailOf(given: unknown): Mail {
  const { to, subject, html, text } = Object(given) as Record<string, unknown>;
  const addresses = [to].flat().filter((each) => typeof each === "string" && each.includes("@"));
  const hasContent = typeof html === "string" || typeof text === "string";
  if (addresses.length > 0 && typeof subject === "string" && hasContent) {
    const written = typeof html === "string" ? html : asHtml(String(text));
    return {
      to: addresses as string[],
      subject,
      html: written,
      ...(text !== undefined && { text: String(text) }),
    };
  }
  throw new Failure("invalid", "That is no mail.", {
    hint: 'Such as mail.send({ to: "anna@example.com", subject: "Hello", text: "…" }); or html.',
  });
}

function asHtml(text: string): string {
  return Bun.escapeHTML(text).replaceAll("\n", "<br>\n");
}

function lengthOf(given: unknown): number {
  const length = given === undefined || given === null ? 15 : Number(given);
  if (Number.isInteger(length) && length > 0 && length <= 255) return length;
  throw new Failure("invalid", "An id has 1 to 255 characters.");
}

function optionsOf(given: unknown): FetchOptions {
  return typeof given === "object" && given !== null ? given : {};
}
