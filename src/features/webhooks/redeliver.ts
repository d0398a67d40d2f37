import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { deliveriesTable } from "./delivery.ts";
import { testEvent } from "./event-pattern.ts";
import { findWebhook } from "./find-webhook.ts";
import { webhookKey } from "./webhook-input.ts";

/** The message is the same, its id too, so that a receiver who had it knows it again. */
export const redeliver = operation({
  name: "webhooks.redeliver",
  summary: "Send again what was given up and at once what waits, or one delivery of any state.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      webhook: webhookKey,
      delivery: Type.Optional(Type.String({ description: "Only this one, by its id." })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ redelivered: Type.Integer() }),
  http: "POST /webhooks/:webhook/redeliver",
  tool: { name: "redeliver_webhook", title: "Redeliver webhook", openWorld: true },
  command: { positional: ["webhook"], example: "vaultbase webhooks redeliver crm" },

  run: (context, input) => {
    return context.storage.write(async (writer) => {
      const { webhook } = await findWebhook(writer, input.webhook);
      const which =
        input.delivery === undefined
          ? sql`"state" IN ('dead', 'waiting') AND "event" <> ${testEvent}`
          : sql`"id" = ${input.delivery}`;
      const { changes } = await writer.execute(
        sql`UPDATE "_webhookDeliveries" SET "state" = 'waiting', "attempts" = 0, "ended" = '',
          "due" = ${context.now().toISOString()} WHERE "webhook" = ${webhook.id} AND ${which}`,
      );
      if (changes === 0 && input.delivery !== undefined) {
        throw new Failure("notFound", `${webhook.name} has no delivery ${input.delivery}.`, {
          hint: `\`vaultbase webhooks deliveries ${webhook.name}\` or list_webhook_deliveries shows them.`,
        });
      }
      // Servers hear of it by the change log.
      await logChange(context, writer, {
        collection: deliveriesTable,
        record: input.delivery ?? webhook.id,
        action: "update",
        before: {},
      });
      return { redelivered: changes };
    });
  },
});
