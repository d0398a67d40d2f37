import { openTestApp, type TestApp } from "../../open-test-app.ts";
import type { Receiver } from "./open-receiver.ts";

export interface WebhookApp extends TestApp {
  /** Makes a webhook of this receiver; answers its signing secret. */
  listen(receiver: Receiver, events: readonly string[], more?: object): Promise<string>;
  create(collection: string, data: object): Promise<{ id: string }>;
  send(): Promise<void>;
  now(): Date;
  /** Lets time pass. */
  wait(ms: number): void;
}

/** With a collection of posts, and one of notes; nothing is sent before `send`. */
export async function openWebhookApp(...receivers: readonly Receiver[]): Promise<WebhookApp> {
  let passed = 0;
  const now = () => new Date(Date.now() + passed);
  const app = await openTestApp({ now });
  const privateHosts = receivers.map(({ host }) => host);
  await app.call("settings.set", { outgoing: { privateHosts } });
  const fields = [
    { name: "title", type: "text" },
    { name: "likes", type: "number" },
    { name: "internal", type: "text", hidden: true },
  ];
  await app.call("collections.create", { name: "posts", fields });
  await app.call("collections.create", { name: "notes", fields });
  return {
    ...app,
    async listen({ url }, events, more = {}) {
      const name = `hook${(await app.call("webhooks.list", {})).items.length}`;
      return (await app.call("webhooks.create", { name, url, events, ...more })).secret;
    },
    create: (collection, data) => app.call("records.create", { collection, data }),
    send: () => app.services.webhooks.sendDue(),
    now,
    wait: (ms) => void (passed += ms),
  };
}
