import { expect, test } from "bun:test";
import { Type } from "@sinclair/typebox";
import { operation } from "../../src/kernel/operation.ts";
import { toRequest } from "../../cli/call-over-http.ts";

const anything = Type.Object({}, { additionalProperties: true });

function declared(http: Parameters<typeof operation>[0]["http"]) {
  return operation({
    name: "x.y",
    summary: "",
    access: "public",
    effect: "read",
    input: anything,
    output: anything,
    ...(http && { http }),
    run: () => Promise.resolve({}),
  });
}

const remote = { url: "https://example.com/base/", token: "vbat_1" };

test("what is not in the path goes into the query of a GET", () => {
  const request = toRequest(remote, declared("GET /collections/:collection/records"), {
    collection: "a b",
    filter: "x = 'ä&b'",
    page: 2,
    sort: undefined,
  });
  expect(request.url).toBe(
    "https://example.com/base/api/v1/collections/a%20b/records?filter=x+%3D+%27%C3%A4%26b%27&page=2",
  );
  expect(request.headers.get("Authorization")).toBe("Bearer vbat_1");
  expect(request.body).toBeNull();
});

test("a property called data is the body, the rest the query", async () => {
  const request = toRequest(remote, declared("POST /collections/:collection/records"), {
    collection: "movies",
    data: { title: "Alien" },
    expand: "director",
  });
  expect(new URL(request.url).search).toBe("?expand=director");
  expect(await request.json()).toEqual({ title: "Alien" });
});

test("without data, everything that is left is the body", async () => {
  const request = toRequest(remote, declared("POST /tokens"), { name: "ci", scopes: ["admin"] });
  expect(new URL(request.url).search).toBe("");
  expect(await request.json()).toEqual({ name: "ci", scopes: ["admin"] });
});

test("what is not offered over HTTP is said so", () => {
  expect(() => toRequest(remote, declared(undefined), {})).toThrow("not offered over HTTP");
});
