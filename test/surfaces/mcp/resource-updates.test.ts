// Who hears that a record changed: with the product itself behind the protocol, for the rules are its.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { ResourceUpdatedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";
import { connectLegacy, connectModern, connectSse, serve, type Served } from "./served-host.ts";

let app: TestApp;
let served: Served;
let token: string;
let owner: string;

beforeEach(async () => {
  app = await openTestApp();
  const password = { password: "correct horse", passwordConfirm: "correct horse" };
  await app.call("collections.create", { name: "members", type: "auth" });
  const member = await app.call("records.create", {
    collection: "members",
    data: { email: "ana@b.co", ...password },
  });
  owner = member.id;
  await app.call("collections.create", {
    name: "posts",
    viewRule: "owner = @request.auth.id",
    fields: [
      { name: "title", type: "text" },
      { name: "owner", type: "text" },
    ],
  });
  for (const id of ["hers00000000000", "others000000000", "last00000000000"]) {
    const data = { id, title: "one", owner: id.startsWith("others") ? "somebody" : owner };
    await app.call("records.create", { collection: "posts", data });
  }
  const input = { name: "t", scopes: ["mcp:read"], user: `members:${owner}` };
  ({ token } = await app.call("tokens.mint", input));
  served = serve(mcpHost(app));
});

afterEach(() => served[Symbol.asyncDispose]());

const uri = (id: string) => `vaultbase://record/posts/${id}`;
const uris = ["hers00000000000", "others000000000", "last00000000000"].map(uri);

const update = (id: string, data: object) =>
  app.call("records.update", { collection: "posts", id, data });

/** Writes what may be heard of and what may not, and waits for the last. */
async function heardOf(heard: string[]): Promise<string[]> {
  await update("others000000000", { title: "two" });
  await update("hers00000000000", { title: "two" });
  await update("hers00000000000", { owner: "somebody" });
  await app.call("records.delete", { collection: "posts", id: "others000000000" });
  await app.call("records.delete", { collection: "posts", id: "last00000000000" });
  while (!heard.includes(uri("last00000000000"))) await Bun.sleep(2);
  await Bun.sleep(20);
  return [...new Set(heard)].toSorted();
}

const hers = [uri("hers00000000000"), uri("last00000000000")];

describe("a subscriber hears of the records it may see, and of no others", () => {
  test("on the 2026 revision", async () => {
    const client = await connectModern(served.url, token);
    const heard: string[] = [];
    client.setNotificationHandler("notifications/resources/updated", ({ params }) => {
      heard.push(params.uri);
    });
    const listening = await client.listen({ resourceSubscriptions: uris });
    expect(await heardOf(heard)).toEqual(hers);
    await listening.close();
    await client.close();
  });

  for (const [revision, connect] of [
    ["2025", connectLegacy],
    ["2024", connectSse],
  ] as const) {
    test(`on the ${revision} revision`, async () => {
      const client = await connect(served.url, token);
      const heard: string[] = [];
      client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
        heard.push(params.uri);
      });
      for (const each of uris) await client.subscribeResource({ uri: each });
      // The client opens its stream after `initialized` without telling when it stands.
      await Bun.sleep(100);
      expect(await heardOf(heard)).toEqual(hers);
      await client.close();
    });
  }
});
