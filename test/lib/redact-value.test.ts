import { describe, expect, test } from "bun:test";
import { redactValue, type RedactOptions } from "../../src/lib/redact-value.ts";

const options: RedactOptions = {
  names: new Set(["pin"]),
  characters: 80,
  entries: 3,
  depth: 4,
};
const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

/** What was sent, and what may be kept of it. */
const rows: [string, unknown, unknown][] = [
  ["plain values", { title: "Alien", year: 1979, ok: true, none: null }, "the same"],
  ["a name that gives it away", { newPassword: "hush", api_key: "k", clientSecret: 1 }, null],
  ["headers to be sent", { headers: { "X-Mine": "hush" } }, null],
  ["a name that is asked for", { pin: 1234, "pin+": 1, Pin: "x" }, null],
  [
    "a name beside it",
    { key: "smtp.password", value: "x" },
    { key: "smtp.password", value: "***" },
  ],
  ["deep inside", { a: [{ b: { token: ["x"] } }] }, { a: [{ b: { token: "***" } }] }],
  ["a token in a text", { note: `use ${jwt} now` }, { note: "use *** now" }],
  ["a token of ours", ["vbat_eyJh.x.y"], ["***"]],
  ["a token in a name", { [`x ${jwt}`]: 1 }, { "x ***": 1 }],
  ["an address with a password", "postgres://me:hush@db/x", "postgres://me:***@db/x"],
  ["a header", "Authorization: Bearer abc.def", "Authorization: *** ***"],
  ["a filter", `title = "a" && password = "hu sh"`, `title = "a" && password = ***`],
  ["SQL", `UPDATE u SET password='hu''sh', a=1`, `UPDATE u SET password=***, a=1`],
  ["JSON in a text", `{"password": "hush", "a": 1}`, `{"password": ***, "a": 1}`],
  ["a service's key", "sk_live_0123456789abcdefghij", "***"],
  ["a private key", "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----", "***"],
  ["a long text", "x".repeat(100), `${"x".repeat(80)}…`],
  ["a long list", [1, 2, 3, 4, 5], [1, 2, 3, "… 2 more"]],
  ["what is nested deeply", [[[[[1]]]]], [[[["…"]]]]],
];

describe("what may be kept of arguments", () => {
  test.each(rows)("%s", (_, sent, kept) => {
    const told = redactValue(sent, options);
    if (kept === "the same") expect(told).toEqual(sent);
    else if (kept === null)
      expect(new Set(Object.values(told as object))).toEqual(new Set(["***"]));
    else expect(told).toEqual(kept);
  });

  test("a value that knows what to tell of itself", () => {
    const file = { bytes: "secret", toJSON: () => ({ name: "a.png", size: 3 }) };
    expect(redactValue({ file }, options)).toEqual({ file: { name: "a.png", size: 3 } });
  });
});
