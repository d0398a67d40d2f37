import type { WebhookSecrets } from "./webhook.ts";

/** A new signing secret from 32 unguessable characters. */
export function signingSecret(randomId: (length: number) => string): string {
  return `${prefix}${Buffer.from(randomId(32)).toString("base64")}`;
}

/**
 * The headers by which a receiver knows who sent a message, and when, as the Standard Webhooks
 * specification has them: any of its libraries verifies them. After a rotation there are two
 * signatures, one by each secret.
 */
export function signedHeaders(
  secrets: WebhookSecrets,
  message: { readonly id: string; readonly body: string },
  now: Date,
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const { signing, previous } = secrets;
  const isOldGood = previous !== null && previous.until > now.toISOString();
  const signatures = [signing, ...(isOldGood ? [previous.signing] : [])].map((secret) =>
    new Bun.CryptoHasher("sha256", Buffer.from(secret.slice(prefix.length), "base64"))
      .update(`${message.id}.${timestamp}.${message.body}`)
      .digest("base64"),
  );
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.map((each) => `v1,${each}`).join(" "),
  };
}

const prefix = "whsec_";
