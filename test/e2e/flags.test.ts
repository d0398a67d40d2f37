// Flags as an app asks for them: OpenFeature's own client and its remote evaluation provider.
import { expect, test } from "bun:test";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

test("an OpenFeature client gets values, reasons and its own default", async () => {
  const directory = temporaryDirectory();
  const rules = [
    {
      name: "paying",
      when: { attribute: "plan", operator: "in", value: ["pro", "team"] },
      value: "new",
    },
  ];
  await vaultbase([
    ...["flags", "update", "checkout", "--type", "string", "--default", '"old"', "--public"],
    ...["--rules", JSON.stringify(rules), "--dir", directory],
  ]);
  await vaultbase(["flags", "update", "secret", "--dir", directory]);
  const server = await serve(directory);
  await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: `${server.url}/api/v1` }));
  const client = OpenFeature.getClient();
  const somebody = { targetingKey: "ana", plan: "pro" };
  expect(await client.getStringDetails("checkout", "mine", somebody)).toMatchObject({
    value: "new",
    variant: "paying",
    reason: "TARGETING_MATCH",
  });
  expect(await client.getStringValue("checkout", "mine", { targetingKey: "bob" })).toBe("old");
  expect(await client.getBooleanDetails("secret", true, somebody)).toMatchObject({
    value: true,
    reason: "ERROR",
  });

  const all = (etag?: string) =>
    fetch(`${server.url}/api/v1/ofrep/v1/evaluate/flags`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(etag && { "if-none-match": etag }) },
      body: JSON.stringify({ context: somebody }),
    });
  const first = await all();
  expect(await first.json()).toMatchObject({ flags: [{ key: "checkout", value: "new" }] });
  const etag = first.headers.get("etag") ?? "";
  expect((await all(etag)).status).toBe(304);
  await vaultbase(["flags", "update", "checkout", "--enabled=false", "--dir", directory]);
  expect(await (await all(etag)).json()).toMatchObject({ flags: [{ reason: "DISABLED" }] });
  await OpenFeature.close();
  await server.stop();
}, 30_000);
