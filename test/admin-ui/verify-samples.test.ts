import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifySamples } from "../../admin-ui/pages/webhooks/receiver/verify-samples.ts";
import { signedHeaders, signingSecret } from "../../src/features/webhooks/signature.ts";

const directory = await mkdtemp(join(tmpdir(), "vaultbase-samples-"));
await Bun.write(join(directory, "sample.mjs"), verifySamples.node);
const { isGenuine } = await import(join(directory, "sample.mjs"));
await rm(directory, { recursive: true });

const secret = signingSecret((length) => "s".repeat(length));
const other = signingSecret((length) => "o".repeat(length));
const text = '{"id":"msg_1"}';
const signed = (by: string, previous: string | null, ageSeconds = 0) =>
  signedHeaders(
    {
      signing: by,
      previous: previous === null ? null : { signing: previous, until: "2999-01-01" },
      headers: {},
    },
    { id: "msg_1", body: text },
    new Date(Date.now() - ageSeconds * 1000),
  );

const rows: [name: string, text: string, headers: Record<string, string>, genuine: boolean][] = [
  ["ours", text, signed(secret, null), true],
  ["with two signatures", text, signed(other, secret), true],
  ["of another secret", text, signed(other, null), false],
  ["that was changed", text.replace("1", "2"), signed(secret, null), false],
  ["sent again later", text, signed(secret, null, 400), false],
  ["that is not signed", text, { "webhook-id": "msg_1" }, false],
  ["without a time", text, { "webhook-id": "msg_1", "webhook-signature": "v1,AAAA" }, false],
];

test.each(rows)("the sample without a library knows a message %s", (_, said, headers, genuine) => {
  expect(isGenuine(said, headers, secret)).toBe(genuine);
});
