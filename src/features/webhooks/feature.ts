import type { Feature } from "../../kernel/feature.ts";
import { createWebhook } from "./create-webhook.ts";
import { deleteWebhook } from "./delete-webhook.ts";
import { createDeliveriesTable } from "./delivery.ts";
import { dispatchEvent } from "./dispatch-event.ts";
import { Dispatcher } from "./dispatcher.ts";
import { forgetOldDeliveries } from "./forget-deliveries.ts";
import { giveUpStale } from "./give-up-stale.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { listWebhooks } from "./list-webhooks.ts";
import { redeliver } from "./redeliver.ts";
import { testWebhook } from "./test-webhook.ts";
import { updateWebhook } from "./update-webhook.ts";
import { createWebhooksTable, turnWebhookSecrets } from "./webhook-row.ts";

/** Tells others outside what happens here, signed, in order, and until they have heard it. */
export const webhooks = {
  name: "webhooks",
  operations: [
    listWebhooks,
    createWebhook,
    updateWebhook,
    deleteWebhook,
    listDeliveries,
    testWebhook,
    redeliver,
    dispatchEvent,
  ],
  migrations: [
    {
      id: "webhooks-1-tables",
      run: (writer) => writer.change([createWebhooksTable, ...createDeliveriesTable]),
    },
  ],
  crons: [
    {
      id: "webhookDeliveriesCleanup",
      summary: "Gives up what waits too long for webhooks that are off; forgets old deliveries.",
      expression: "15 * * * *",
      async run(context) {
        await giveUpStale(context);
        await forgetOldDeliveries(context);
      },
    },
  ],
  turnSecrets: turnWebhookSecrets,
  async start(world) {
    const dispatcher = new Dispatcher(world);
    world.onStop(() => dispatcher.stop());
    return { webhooks: dispatcher };
  },
} satisfies Feature;
