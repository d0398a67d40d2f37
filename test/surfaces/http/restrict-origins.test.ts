import { describe, expect, test } from "bun:test";
import { readOrigin, restrictOrigins } from "../../../src/surfaces/http/restrict-origins.ts";
import { makeFetch } from "../../../src/surfaces/http/http-surface.ts";
import { openTestApp } from "../../open-test-app.ts";

async function allowed(origins: readonly string[], origin: string | null, method = "GET") {
  const fetch = restrictOrigins(makeFetch(await openTestApp()), origins);
  const headers = { ...(origin !== null && { origin }), "access-control-request-headers": "x-a" };
  const answer = await fetch(new Request("http://127.0.0.1/api/health", { method, headers }));
  expect(answer.status).toBe(method === "GET" ? 200 : 204);
  return answer.headers.get("access-control-allow-origin");
}

describe("pages of other origins", () => {
  const app = "https://app.example.com";
  test.each<[readonly string[], string | null, string | null]>([
    [["*"], app, "*"],
    [[app], app, app],
    [["http://localhost:5173", "https://app.example.com"], app, app],
    [[app], "https://evil.example", null],
    [[app], "https://app.example.com.evil.example", null],
    [[app], null, null],
  ])("with --origins %j, one of %s may read what is for %s", async (origins, origin, expected) => {
    expect(await allowed(origins, origin)).toBe(expected);
    expect(await allowed(origins, origin, "OPTIONS")).toBe(expected);
  });
});

test.each(["app.example.com", "https://app.example.com/path", "null", "*.example.com", ""])(
  "%j is no origin",
  (text) => {
    expect(() => readOrigin(text)).toThrow("is no origin");
  },
);
