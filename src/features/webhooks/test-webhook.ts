import { Type } from "@sinclair/typebox";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { ended, insertDelivery, newDelivery } from "./delivery.ts";
import { testEvent } from "./event-pattern.ts";
import { findWebhook } from "./find-webhook.ts";
import { bodyOf } from "./message.ts";
import { isDelivered } from "./attempt.ts";
import { sendDelivery } from "./send-delivery.ts";
import { webhookKey } from "./webhook-input.ts";

/** At once and once only, also where the webhook is off: to see whether its receiver gets on with it. */
export const testWebhook = operation({
  name: "webhooks.test",
  summary: "Send a webhook's receiver a signed message of the type test, and tell its answer.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  dryRun: false,
  input: Type.Object({ webhook: webhookKey }, { additionalProperties: false }),
  output: Type.Object({
    delivery: Type.String({ description: "Its id among the deliveries." }),
    delivered: Type.Boolean(),
    status: Type.Integer({ description: "The answer's; 0: there was none." }),
    answer: Type.String({ description: "Its beginning, or why there is none." }),
    durationMs: Type.Integer(),
  }),
  http: "POST /webhooks/:webhook/test",
  tool: { name: "test_webhook", title: "Test webhook", records: true, openWorld: true },
  command: { positional: ["webhook"], example: "vaultbase webhooks test crm" },

  async run({ storage, services, vault, now, randomId }, input) {
    const { row, webhook } = await findWebhook(storage, input.webhook);
    const { outgoing } = await services.settings.current();
    const id = `msg_${randomId(24)}`;
    const data = { webhook: webhook.name };
    const message = { type: testEvent, timestamp: now().toISOString(), data };
    const made = { id, webhook: webhook.id, event: message.type, body: bodyOf(id, message) };
    const delivery = { ...newDelivery(made, now()), attempts: 1 };
    const attempt = await sendDelivery({
      ...{ message: delivery, row, vault, now, privateHosts: outgoing.privateHosts },
      signal: AbortSignal.timeout(limits.webhookAnswerMs),
    });
    const delivered = isDelivered(attempt);
    await storage.write((writer) =>
      insertDelivery(writer, ended(delivery, delivered ? "delivered" : "dead", attempt, now())),
    );
    const { status, answer, durationMs } = attempt;
    return { delivery: id, delivered, status, answer, durationMs };
  },
});
