import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { findWebhook } from "./find-webhook.ts";
import { webhookKey } from "./webhook-input.ts";
import { webhooksTable } from "./webhook-row.ts";

export const deleteWebhook = operation({
  name: "webhooks.delete",
  summary: "Delete a webhook with all that waits for it and its deliveries.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object({ webhook: webhookKey }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /webhooks/:webhook",
  tool: { name: "delete_webhook", title: "Delete webhook" },
  command: { positional: ["webhook"], example: "vaultbase webhooks delete crm" },

  async run(context, input) {
    await context.storage.write(async (writer) => {
      const { webhook } = await findWebhook(writer, input.webhook);
      await writer.execute(sql`DELETE FROM "_webhookDeliveries" WHERE "webhook" = ${webhook.id}`);
      await writer.execute(sql`DELETE FROM "_webhooks" WHERE "id" = ${webhook.id}`);
      await logChange(context, writer, {
        collection: webhooksTable,
        record: webhook.id,
        action: "delete",
        before: { ...webhook },
      });
    });
    return {};
  },
});
