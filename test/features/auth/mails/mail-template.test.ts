import { describe, expect, test } from "bun:test";
import { fillTemplate } from "../../../../src/features/auth/mails/mail-template.ts";
import { completeField } from "../../../../src/features/collections/complete-field.ts";

const fields = [
  completeField({ id: "1", name: "nick", type: "text" }),
  completeField({ id: "2", name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 }),
  completeField({ id: "3", name: "secret", type: "text", hidden: true }),
  completeField({ id: "4", name: "password", type: "password" }),
  completeField({ id: "5", name: "age", type: "number" }),
];
const row = { nick: "<Ann>", tags: '["a","b"]', secret: "s3cret", password: "hash", age: 7 };

const filled = (text: string) =>
  fillTemplate({ subject: text, body: text }, { APP_NAME: "R & D", TOKEN: "a.b" }, { fields }, row);

describe("a placeholder", () => {
  test.each([
    ["{APP_NAME}", "R & D", "R &amp; D"],
    ["{TOKEN}/{TOKEN}", "a.b/a.b", "a.b/a.b"],
    ["{RECORD:nick}", "<Ann>", "&lt;Ann&gt;"],
    ["{RECORD:age}", "7", "7"],
    ["{RECORD:tags}", '["a","b"]', "[&quot;a&quot;,&quot;b&quot;]"],
    ["{RECORD:secret} {RECORD:password}", null, "{RECORD:secret} {RECORD:password}"],
    ["{RECORD:nope} {OTHER} {constructor}", null, "{RECORD:nope} {OTHER} {constructor}"],
  ])("%s", (text, subject, body) => {
    expect(filled(text)).toEqual({ subject: subject ?? text, body });
  });

  test("adds no line to a subject, and is not looked for in values", () => {
    const values = { APP_NAME: "a\r\nBcc: x", TOKEN: "{APP_NAME}" };
    const template = { subject: "{APP_NAME} {TOKEN}", body: "{TOKEN}" };
    expect(fillTemplate(template, values, { fields: [] }, {})).toEqual({
      subject: "a Bcc: x {APP_NAME}",
      body: "{APP_NAME}",
    });
  });
});
