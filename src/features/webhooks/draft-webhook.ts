import { isIP } from "node:net";
import { chooseFields } from "../../kernel/choose-fields.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { isAmongHosts } from "../../lib/host-list.ts";
import { isPublicAddress } from "../../lib/public-address.ts";
import type { Catalog } from "../collections/catalog.ts";
import { checkRule } from "../records/rules.ts";
import { namedCollections } from "./event-pattern.ts";
import { masked, type Webhook, type WebhookSecrets } from "./webhook.ts";

/** @throws Failure `invalid`. */
export function checkName(name: string, taken: readonly string[]): void {
  if (!/^[a-zA-Z0-9][\w.-]{0,99}$/.test(name)) {
    throw wrong("name", `${JSON.stringify(name)} cannot be a webhook's name.`, {
      hint: "Letters, digits, dots, dashes and _, up to 100, beginning with a letter or digit.",
    });
  }
  if (taken.includes(name)) {
    throw wrong("name", `There is a webhook ${name} already.`, {
      hint: "Choose another name, or update that one.",
    });
  }
}

/**
 * What an address says by itself; where its name leads is looked at whenever something is sent.
 * @throws Failure `invalid`.
 */
export function checkUrl(text: string, privateHosts: readonly string[]): void {
  const url = URL.parse(text);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw wrong("url", "The url must begin with https:// or http://.", {
      hint: "For example https://example.com/hooks.",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw wrong("url", "The url must not hold a user name or a password.", {
      hint: `Everybody who lists webhooks sees the url. Send headers: {"Authorization": "…"} instead.`,
    });
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isInside = isIP(host) === 0 ? /(?:^|\.)localhost\.?$/.test(host) : !isPublicAddress(host);
  if (isInside && !isAmongHosts(url, privateHosts)) {
    throw wrong("url", `${url.host} is not in the open internet.`, {
      hint: `Whoever runs the server may allow it: vaultbase settings set outgoing.privateHosts '["${url.host}"]'.`,
    });
  }
}

/**
 * Whether every record that may be heard of can be asked for, and what is to be sent can be chosen.
 * @throws Failure `invalid`, in the words of the filter or of the fields.
 */
export function checkChoice(
  context: Context,
  catalog: Catalog,
  { events, filter, fields }: Pick<Webhook, "events" | "filter" | "fields">,
): void {
  chooseFields({}, fields);
  if (filter === "") return;
  const collections = namedCollections(events, catalog);
  if (!collections || collections.length === 0) {
    throw wrong("filter", "A filter is for the records of collections that are named.", {
      hint: "Listen to posts.create or posts.*, for example, instead of * or records.*.",
    });
  }
  for (const collection of collections) {
    checkRule(context.storage.dialect, catalog, collection, filter, context.caller);
  }
}

/** The headers as they are now: `null` takes one away. @throws Failure `invalid`. */
export function patchHeaders(
  before: WebhookSecrets["headers"],
  patch: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const headers = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(patch)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || reserved.test(name)) {
      throw wrong("headers", `The header ${JSON.stringify(name)} cannot be set.`, {
        hint: "For example Authorization or X-Api-Key; those of the message itself are set already.",
      });
    }
    const known = [...headers.keys()].find((each) => each.toLowerCase() === name.toLowerCase());
    if (value === masked && known !== undefined) continue;
    if (value !== null && !/^[\t\x20-\x7e]*$/.test(value)) {
      throw wrong("headers", `The value of ${name} cannot be sent in a header.`, {
        hint: "One line of ASCII characters.",
      });
    }
    if (known !== undefined) headers.delete(known);
    if (value !== null) headers.set(name, value);
  }
  if (headers.size > limits.webhookHeaders) {
    throw wrong("headers", `There may be ${limits.webhookHeaders} headers at most.`, {});
  }
  return Object.fromEntries(headers);
}

const reserved =
  /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|webhook-.*|keep-alive|proxy-.*)$/i;

function wrong(name: string, message: string, { hint }: { readonly hint?: string }): Failure {
  const problems = { [name]: { code: "validation_invalid_value", message } };
  return new Failure("invalid", message, { hint, problems });
}
