import { logChange } from "../../kernel/change.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { noteAttempt } from "./delivery-queue.ts";
import type { Delivery } from "./delivery.ts";
import { isDelivered, type Attempt } from "./attempt.ts";
import type { Webhook } from "./webhook.ts";
import { readWebhookRow, webhookOf, webhooksTable, writeDefinition } from "./webhook-row.ts";

/**
 * What comes of an attempt: any 2xx is success. 410 says that the receiver is gone for good, so the
 * webhook is switched off. Everything else is tried again, later and later, until it is given up.
 */
export async function settleDelivery(
  world: World,
  { ordered }: Webhook,
  delivery: Delivery,
  attempt: Attempt,
): Promise<void> {
  const attempts = delivery.attempts + 1;
  const now = world.now();
  if (isDelivered(attempt)) {
    await world.storage.write((writer) => noteAttempt(writer, delivery, attempt, "delivered", now));
    return;
  }
  const isGone = attempt.status === 410;
  const most = ordered ? limits.webhookOrderedAttempts : limits.webhookAttempts;
  const isOver = isGone || attempts >= most;
  const next = isOver ? now : new Date(now.getTime() + waitMs(attempts, ordered, world.randomId));
  await world.storage.write(async (writer) => {
    await noteAttempt(writer, delivery, attempt, isOver ? "dead" : "waiting", next);
    const row = isGone ? await readWebhookRow(writer, delivery.webhook) : undefined;
    if (!row) return;
    const webhook = { ...webhookOf(row), enabled: false, updated: now.toISOString() };
    await writeDefinition(writer, row, webhook);
    await logChange(world.insideContext("webhooks"), writer, {
      collection: webhooksTable,
      record: webhook.id,
      action: "update",
      before: { enabled: true },
    });
  });
  if (!isOver) return;
  const { webhook, id, event } = delivery;
  world.services.logs.write({
    level: 4,
    message: isGone ? "webhook switched off: its receiver is gone" : "webhook delivery given up",
    data: { type: "webhook", webhook, delivery: id, event, status: attempt.status, attempts },
  });
}

/**
 * After the first time 5 seconds, then five times as long each time, give or take a fifth; ten minutes
 * at most where others wait behind it.
 */
function waitMs(attempts: number, ordered: boolean, randomId: (length: number) => string): number {
  const chance = Number.parseInt(randomId(4), 36) / 36 ** 4;
  const longest = ordered ? limits.webhookBlockedRetryMs : Number.POSITIVE_INFINITY;
  const wait = limits.webhookRetryMs * limits.webhookRetryFactor ** (attempts - 1);
  return Math.round(Math.min(wait, longest) * (0.8 + 0.4 * chance));
}
