/** Where somebody outside wants to hear of what happens here. */
export interface Webhook {
  readonly id: string;
  /** Unique; commands take it in place of the id. */
  readonly name: string;
  readonly url: string;
  /** As `event-pattern.ts` stores them. */
  readonly events: readonly string[];
  /** Which records' changes are sent; "" for all. */
  readonly filter: string;
  /** What of a record is sent: `id,title`; "" for all. */
  readonly fields: string;
  /** Off: what happens meanwhile is not for it, and what waits goes on waiting. */
  readonly enabled: boolean;
  /** True: an event that fails holds those behind it. False: it is stepped over and tried later. */
  readonly ordered: boolean;
  /** Whether records come with their hidden fields. Secrets never do. */
  readonly includeHidden: boolean;
  /** Names of the further headers; their values are secrets. */
  readonly headers: readonly string[];
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly updated: string;
}

/** What only the receiver is to know. Sealed as one text where it is stored, and never shown again. */
export interface WebhookSecrets {
  /** `whsec_` and the key as base64, as the Standard Webhooks specification writes secrets. */
  readonly signing: string;
  /** The last one, which still signs beside the new one for a while after a rotation. */
  readonly previous: { readonly signing: string; readonly until: string } | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is shown in a secret's place; sent back, it leaves the secret as it is. */
export const masked = "******";

/** A webhook as it goes out: nothing in it needs to be kept from who may read it. */
export function presentWebhook(webhook: Webhook, nameOf: (id: string) => string) {
  return {
    ...webhook,
    events: webhook.events.map((event) => shownEvent(event, nameOf)),
    headers: Object.fromEntries(webhook.headers.map((name) => [name, masked])),
    secret: masked,
  };
}

/** An event as it is stored, its collection by its name of today. */
export function shownEvent(event: string, nameOf: (id: string) => string): string {
  const dot = event.lastIndexOf(".");
  return dot < 0 ? event : `${nameOf(event.slice(0, dot))}${event.slice(dot)}`;
}
