import { Type } from "@sinclair/typebox";
import { lastSequence, logChange } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { checkChoice, checkName, checkUrl, patchHeaders } from "./draft-webhook.ts";
import { readPattern } from "./event-pattern.ts";
import { readWebhooks } from "./find-webhook.ts";
import { showWebhook } from "./list-webhooks.ts";
import { signingSecret } from "./signature.ts";
import { webhookEvents, webhookOptions, webhookOutput, webhookUrl } from "./webhook-input.ts";
import { insertWebhook, webhooksTable } from "./webhook-row.ts";
import type { Webhook } from "./webhook.ts";

/** It hears of what happens from now on. */
export const createWebhook = operation({
  name: "webhooks.create",
  summary: "Make a webhook: records' changes and own events are sent to a url, signed.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      name: Type.String({ description: "Its name, such as orders-to-crm." }),
      url: webhookUrl,
      events: webhookEvents,
      enabled: Type.Optional(Type.Boolean()),
      ...webhookOptions,
    },
    { additionalProperties: false },
  ),
  output: webhookOutput,
  http: "POST /webhooks",
  tool: {
    name: "create_webhook",
    title: "Create webhook",
    guidance: "The answer's secret is shown this once: the receiver verifies signatures by it.",
    openWorld: true,
  },
  command: {
    positional: ["name", "url"],
    flags: { url: "receiver" },
    example: `vaultbase webhooks create crm https://example.com/hook --events '["orders.create"]'`,
  },

  async run(context, input) {
    const { privateHosts } = (await context.services.settings.current()).outgoing;
    const signing = signingSecret(context.randomId);
    const headers = patchHeaders({}, input.headers ?? {});
    const now = context.now().toISOString();
    const webhook = await context.storage.write(async (writer): Promise<Webhook> => {
      const others = await readWebhooks(writer);
      if (others.length >= limits.webhooks) {
        throw new Failure("invalid", `There may be ${limits.webhooks} webhooks at most.`, {
          hint: "Delete one, or let one receiver hear of more events.",
        });
      }
      checkName(
        input.name,
        others.map(({ webhook: { name } }) => name),
      );
      checkUrl(input.url, privateHosts);
      const catalog = await context.services.catalogs.within(writer);
      const made: Webhook = {
        id: context.randomId(15),
        name: input.name,
        url: input.url,
        events: input.events.map((event) => readPattern(context, catalog, event)),
        filter: input.filter ?? "",
        fields: input.fields ?? "",
        enabled: input.enabled ?? true,
        ordered: input.ordered ?? false,
        includeHidden: input.includeHidden ?? false,
        headers: Object.keys(headers),
        created: now,
        updated: now,
      };
      checkChoice(context, catalog, made);
      const secrets = { signing, previous: null, headers };
      await insertWebhook(writer, context.vault, made, secrets, await lastSequence(writer));
      await logChange(context, writer, {
        collection: webhooksTable,
        record: made.id,
        action: "create",
        before: {},
      });
      return made;
    });
    return { ...(await showWebhook(context, webhook)), secret: signing };
  },
});
