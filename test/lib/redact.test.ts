import { expect, test } from "bun:test";
import { redact } from "../../src/lib/redact.ts";

const texts: readonly [text: string, kept: string][] = [
  ["GET /api/health", "GET /api/health"],
  ["/api/logs?filter=level>0&page=2", "/api/logs?filter=level>0&page=2"],
  ["/api/files/a/b/c.png?thumb=1x1&token=abc.def", "/api/files/a/b/c.png?thumb=1x1&token=***"],
  ["/_/setup?token=abc", "/_/setup?token=***"],
  ["/api/oauth2-redirect?state=s1&code=c2&x=3", "/api/oauth2-redirect?state=***&code=***&x=3"],
  ["/x?Access_Token=abc#top", "/x?Access_Token=***#top"],
  ["/x?api-key=abc&newPassword=p", "/x?api-key=***&newPassword=***"],
  ["wrong token eyJhbGciOi.eyJpZCI6.c2lnbmF0 here", "wrong token *** here"],
  ["/eyJhbGciOi.eyJpZCI6.c2lnbmF0/x", "/***/x"],
  ["the token vbat_abc-123.def is over", "the token *** is over"],
  ["tokens of monkeys=many", "tokens of monkeys=many"],
];

test.each(texts)("%s is kept as %s", (text, kept) => {
  expect(redact(text)).toBe(kept);
});
