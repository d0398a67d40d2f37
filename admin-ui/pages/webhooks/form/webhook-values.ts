import type { Input } from "../../../client/operations.ts";
import type { Webhook } from "../webhook.ts";

export interface HeaderLine {
  readonly name: string;
  /** Null: as it is, which nobody sees. */
  readonly value: string | null;
}

export interface WebhookValues {
  name: string;
  url: string;
  events: string[];
  filter: string;
  fields: string;
  enabled: boolean;
  ordered: boolean;
  includeHidden: boolean;
  headers: HeaderLine[];
}

export const newWebhook: WebhookValues = {
  ...{ name: "", url: "", events: [], filter: "", fields: "" },
  ...{ enabled: true, ordered: false, includeHidden: false, headers: [] },
};

export function valuesOf(webhook: Webhook): WebhookValues {
  const { name, url, events, filter, fields, enabled, ordered, includeHidden, headers } = webhook;
  return {
    ...{ name, url, events: [...events], filter, fields, enabled, ordered, includeHidden },
    headers: Object.keys(headers).map((each) => ({ name: each, value: null })),
  };
}

export function createInput({ headers, ...rest }: WebhookValues): Input<"webhooks.create"> {
  return { ...rest, headers: patchOf(headers, []) };
}

/** The names of headers that were there and are not any more are said to be gone. */
export function updateInput(
  webhook: Webhook,
  { headers, ...rest }: WebhookValues,
): Input<"webhooks.update"> {
  const patch = patchOf(headers, Object.keys(webhook.headers));
  return {
    webhook: webhook.id,
    ...rest,
    ...(Object.keys(patch).length > 0 && { headers: patch }),
  };
}

function patchOf(
  lines: readonly HeaderLine[],
  before: readonly string[],
): Record<string, string | null> {
  const gone = before.filter((name) => !lines.some((line) => line.name === name));
  const written = lines.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]));
  return Object.fromEntries([...gone.map((name) => [name, null]), ...written]) as Record<
    string,
    string | null
  >;
}
