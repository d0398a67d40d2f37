import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import { changedAt, ifUpdatedInput, refuseStale } from "../../kernel/if-updated.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import type { Reader } from "../../kernel/storage.ts";
import { checkChoice, checkName, checkUrl, patchHeaders } from "./draft-webhook.ts";
import { readPattern } from "./event-pattern.ts";
import { findWebhook, readWebhooks } from "./find-webhook.ts";
import { showWebhook } from "./list-webhooks.ts";
import { signingSecret } from "./signature.ts";
import {
  webhookEvents,
  webhookKey,
  webhookOptions,
  webhookOutput,
  webhookUrl,
} from "./webhook-input.ts";
import { secretsOf, webhooksTable, writeDefinition, writeSecrets } from "./webhook-row.ts";
import { masked, type Webhook, type WebhookSecrets } from "./webhook.ts";

/** What is left out stays as it is. What waits already is sent to where the webhook then is. */
export const updateWebhook = operation({
  name: "webhooks.update",
  summary: "Change a webhook, switch it on or off, or give it another signing secret.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      webhook: webhookKey,
      name: Type.Optional(Type.String({ description: "Another name." })),
      url: Type.Optional(webhookUrl),
      events: Type.Optional(webhookEvents),
      enabled: Type.Optional(Type.Boolean({ description: "Off: it misses what happens." })),
      ...webhookOptions,
      rotateSecret: Type.Optional(
        Type.Boolean({ description: "A new secret; the old one signs too for a day." }),
      ),
      ...ifUpdatedInput,
    },
    { additionalProperties: false },
  ),
  output: webhookOutput,
  http: "PATCH /webhooks/:webhook",
  tool: { name: "update_webhook", title: "Update webhook", openWorld: true },
  command: {
    positional: ["webhook"],
    flags: { url: "receiver" },
    example: "vaultbase webhooks update crm --receiver https://example.com/other",
  },

  async run(context, input) {
    const { services, vault } = context;
    const { privateHosts } = (await services.settings.current()).outgoing;
    const [webhook, secrets] = await context.storage.write(async (writer) => {
      const { row, webhook: before } = await findWebhook(writer, input.webhook);
      refuseStale(`webhook ${before.name}`, before, input);
      if (input.name !== undefined) checkName(input.name, await otherNames(writer, before));
      if (input.url !== undefined) checkUrl(input.url, privateHosts);
      const catalog = await services.catalogs.within(writer);
      const known = secretsOf(row, vault);
      const kept = input.headers
        ? { ...known, headers: patchHeaders(known.headers, input.headers) }
        : known;
      const after: Webhook = {
        ...before,
        name: input.name ?? before.name,
        url: input.url ?? before.url,
        events: input.events?.map((event) => readPattern(context, catalog, event)) ?? before.events,
        filter: input.filter ?? before.filter,
        fields: input.fields ?? before.fields,
        enabled: input.enabled ?? before.enabled,
        ordered: input.ordered ?? before.ordered,
        includeHidden: input.includeHidden ?? before.includeHidden,
        headers: Object.keys(kept.headers),
        updated: changedAt(context, before.updated),
      };
      // What became wrong by a change of the schema keeps nobody from changing something else.
      if ([input.events, input.filter, input.fields].some((each) => each !== undefined)) {
        checkChoice(context, catalog, after);
      }
      refuseTellingAnother(before, after, input.headers ?? {});
      const renewed = input.rotateSecret ? rotate(kept, context.now(), context.randomId) : kept;
      await writeDefinition(writer, row, after);
      if (renewed !== known) await writeSecrets(writer, vault, after.id, renewed);
      await logChange(context, writer, {
        collection: webhooksTable,
        record: after.id,
        action: "update",
        before: replaced(before, after),
      });
      return [after, renewed] as const;
    });
    const shown = await showWebhook(context, webhook);
    return input.rotateSecret ? { ...shown, secret: secrets.signing } : shown;
  },
});

async function otherNames(reader: Reader, { id }: Webhook): Promise<string[]> {
  const all = await readWebhooks(reader);
  return all.map(({ webhook }) => webhook).flatMap((each) => (each.id === id ? [] : [each.name]));
}

/** Whoever may change a webhook may not read its secrets by having them sent elsewhere. */
function refuseTellingAnother(
  before: Webhook,
  after: Webhook,
  given: Readonly<Record<string, string | null>>,
): void {
  if (new URL(before.url).origin === new URL(after.url).origin) return;
  const told = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const secret = after.headers.find((name) => (told.get(name.toLowerCase()) ?? masked) === masked);
  if (secret === undefined) return;
  const message = `${secret} is a secret of ${new URL(before.url).host}.`;
  throw new Failure("invalid", message, {
    hint: `With the url of another receiver give the header ${secret} anew, or null to leave it out.`,
    problems: { headers: { code: "validation_invalid_value", message } },
  });
}

function rotate(
  secrets: WebhookSecrets,
  now: Date,
  randomId: (length: number) => string,
): WebhookSecrets {
  const until = new Date(now.getTime() + limits.webhookOldSecretMs).toISOString();
  const previous = { signing: secrets.signing, until };
  return { ...secrets, signing: signingSecret(randomId), previous };
}

function replaced(before: Webhook, after: Webhook): Record<string, unknown> {
  const known: Readonly<Record<string, unknown>> = { ...after };
  return Object.fromEntries(
    Object.entries(before).filter(([name, value]) => !Bun.deepEquals(value, known[name])),
  );
}
