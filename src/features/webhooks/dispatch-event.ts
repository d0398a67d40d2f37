import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { checkOwnEvent, wantsOwnEvent } from "./event-pattern.ts";
import { readWebhooks } from "./find-webhook.ts";
import { ownEvents, type OwnEvent } from "./message.ts";

/** It takes its place among the changes of records, so that receivers hear of all in order. */
export const dispatchEvent = operation({
  name: "webhooks.dispatch",
  summary: "Send an event of your own, signed, to the webhooks that listen to it.",
  access: "superuser",
  scope: "mcp:write",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      event: Type.String({ description: "Its name, such as order.paid." }),
      data: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), { description: "What receivers are told." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    event: Type.String(),
    webhooks: Type.Array(Type.String(), { description: "Names of those that listen to it." }),
  }),
  http: "POST /webhooks/events/:event",
  tool: { name: "dispatch_webhook_event", title: "Dispatch webhook event", openWorld: true },
  command: {
    positional: ["event"],
    example: `vaultbase webhooks dispatch order.paid --data '{"order":"a1"}'`,
  },

  run: (context, { event, data = {} }) => {
    return context.storage.write(async (writer) => {
      checkOwnEvent(event);
      if (JSON.stringify(data).length > limits.webhookEventCharacters) {
        throw new Failure("tooLarge", "The event's data is too long.", {
          hint: `It may have ${limits.webhookEventCharacters} characters; send an id to fetch the rest by.`,
        });
      }
      const sent: OwnEvent = { event, data };
      await logChange(context, writer, {
        collection: ownEvents,
        record: event,
        action: "create",
        before: { ...sent },
      });
      const catalog = await context.services.catalogs.within(writer);
      const listening = (await readWebhooks(writer)).filter(
        ({ webhook }) => webhook.enabled && wantsOwnEvent(webhook.events, event, catalog),
      );
      return { event, webhooks: listening.map(({ webhook }) => webhook.name) };
    });
  },
});
