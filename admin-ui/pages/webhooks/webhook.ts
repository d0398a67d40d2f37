import type { Output } from "../../client/operations.ts";

export type Webhook = Output<"webhooks.list">["items"][number];
export type Delivery = Output<"webhooks.deliveries">["items"][number];

/** How often pages look for what is sent, milliseconds. */
export const lookMs = 3000;

/** The host that a receiver's answer says is not to be reached; null for any other answer. */
export function refusedHost(answer: string): string | null {
  return /(\S+) is not in the open internet/.exec(answer)?.[1] ?? null;
}
