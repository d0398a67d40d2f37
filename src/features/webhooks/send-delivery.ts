import type { IncomingMessage } from "node:http";
import { asFailure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Vault } from "../../kernel/vault.ts";
import { isAmongHosts } from "../../lib/host-list.ts";
import { publicRequest } from "../../lib/public-request.ts";
import type { Attempt } from "./attempt.ts";
import type { Delivery } from "./delivery.ts";
import { signedHeaders } from "./signature.ts";
import { secretsOf, webhookOf, type WebhookRow } from "./webhook-row.ts";
import { masked, type WebhookSecrets } from "./webhook.ts";

export interface Sending {
  readonly message: Pick<Delivery, "id" | "body">;
  readonly row: WebhookRow;
  readonly vault: Vault;
  /** Hosts in the own network that may be sent to. */
  readonly privateHosts: readonly string[];
  now(): Date;
  /** Ends it before its time. */
  readonly signal: AbortSignal;
}

/** Sends a message once, and never throws: whatever happens is the attempt's outcome. */
export async function sendDelivery(sending: Sending): Promise<Attempt> {
  const startedAt = sending.now();
  const { status, answer } = await answerTo(sending, startedAt);
  return {
    at: startedAt.toISOString(),
    status,
    answer: answer.slice(0, limits.webhookAnswerCharacters),
    durationMs: sending.now().getTime() - startedAt.getTime(),
  };
}

type Answer = Pick<Attempt, "status" | "answer">;

async function answerTo(sending: Sending, at: Date): Promise<Answer> {
  let secrets: WebhookSecrets;
  try {
    secrets = secretsOf(sending.row, sending.vault);
  } catch (thrown) {
    // This process may have another key than the data.
    return { status: 0, answer: asFailure(thrown).message };
  }
  const { status, answer } = await post(sending, secrets, at);
  return { status, answer: withoutSecrets(answer, secrets) };
}

async function post(
  { message, row, privateHosts, signal }: Sending,
  secrets: WebhookSecrets,
  at: Date,
): Promise<Answer> {
  const inTime = AbortSignal.timeout(limits.webhookAnswerMs);
  try {
    const response = await publicRequest(new URL(webhookOf(row).url), {
      method: "POST",
      headers: {
        "user-agent": "Vaultbase",
        ...secrets.headers,
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(message.body)),
        ...signedHeaders(secrets, message, at),
      },
      body: message.body,
      signal: AbortSignal.any([inTime, signal]),
      isTrusted: (url) => isAmongHosts(url, privateHosts),
    });
    return { status: response.statusCode ?? 0, answer: await readBeginning(response) };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const seconds = limits.webhookAnswerMs / 1000;
    return { status: 0, answer: inTime.aborted ? `no answer within ${seconds} s` : reason };
  }
}

/** An answer that breaks off, or goes on for ever, has been given all the same. */
async function readBeginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= enoughBytes) break;
    }
  } catch (thrown) {
    chunks.push(Buffer.from(` (broke off: ${thrown instanceof Error ? thrown.message : "?"})`));
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks).subarray(0, enoughBytes).toString().replaceAll("\0", "\u{fffd}");
}

/** A receiver that says again what it was sent must not put secrets into the log. */
function withoutSecrets(answer: string, { signing, previous, headers }: WebhookSecrets): string {
  return [signing, previous?.signing ?? "", ...Object.values(headers)]
    .filter((secret) => secret.length >= 4)
    .reduce((text, secret) => text.replaceAll(secret, masked), answer);
}

/** Far more than is kept, so that no secret is cut in two where it could be recognized. */
const enoughBytes = 16 * 1024;
