import { beforeEach, describe, expect, test } from "bun:test";
import { Type } from "@sinclair/typebox";
import { operation } from "../../../src/kernel/operation.ts";
import { makeFetch } from "../../../src/surfaces/http/http-surface.ts";
import { openHttpApp, request, type HttpApp } from "./open-http-app.ts";

const password = "correct horse";
let http: HttpApp;
let root: RequestInit;

beforeEach(async () => {
  http = await openHttpApp();
  await http.app.call("superusers.create", { email: "ada@example.com", password });
  const { body } = await signIn();
  root = { headers: { authorization: body.token } };
});

const signIn = (query = "", input: object = {}) =>
  http.fetch(`POST /api/collections/_superusers/auth-with-password${query}`, {
    identity: "ada@example.com",
    password,
    ...input,
  });

describe("an answer", () => {
  test("is JSON that no browser takes for anything else", async () => {
    const { status, headers } = await http.fetch("GET /api/health");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("access-control-allow-origin")).toBe("*");
  });

  test("is 204 and empty where there is nothing to say", async () => {
    const made = { name: "shelf", fields: [{ name: "title", type: "text" }] };
    expect(await http.fetch("POST /api/collections", made, root)).toMatchObject({ status: 200 });
    const imported = { collections: [{ ...made, name: "drawer" }] };
    const empty = { status: 204, body: null };
    expect(await http.fetch("PUT /api/collections/import", imported, root)).toMatchObject(empty);
    const records = "/api/collections/shelf/records";
    const { body } = await http.fetch(`POST ${records}`, { title: "Emma" }, root);
    const gone = await http.fetch(`DELETE ${records}/${body.id}`, undefined, root);
    expect(gone).toMatchObject(empty);
    expect(
      await http.fetch("DELETE /api/collections/shelf/truncate", undefined, root),
    ).toMatchObject(empty);
    expect(await http.fetch("DELETE /api/collections/shelf", undefined, root)).toMatchObject(empty);
  });
});

test("a list that clients expect bare is answered bare, and chosen from item by item", async () => {
  const crons = await http.fetch("GET /api/crons", undefined, root);
  expect(crons.body).toContainEqual(expect.objectContaining({ id: "__pbDBOptimize__" }));
  const ids = await http.fetch("GET /api/v1/crons?fields=id", undefined, root);
  expect(ids.body).toContainEqual({ id: "__pbDBOptimize__" });
});

describe("fields", () => {
  test("choose from any answer", async () => {
    const { body } = await http.fetch("GET /api/health?fields=code,data.nothing,nothing");
    expect(body).toEqual({ code: 200, data: {} });
  });

  test("choose from a sign-in", async () => {
    const { body } = await signIn("?fields=token,record.email");
    expect(body).toEqual({ token: expect.any(String), record: { email: "ada@example.com" } });
  });

  test("choose from a list's items, and leave the list", async () => {
    for (const path of ["/api/collections", "/api/collections/_superusers/records"]) {
      const { body } = await http.fetch(`GET ${path}?fields=id&perPage=1`, undefined, root);
      expect(Object.keys(body).toSorted()).toEqual(
        ["items", "page", "perPage", "totalItems", "totalPages"].toSorted(),
      );
      expect(Object.keys(body.items[0])).toEqual(["id"]);
    }
  });

  test("choose from a collection that has fields of its own", async () => {
    const made = { name: "shelf", fields: [{ name: "title", type: "text" }] };
    const { body } = await http.fetch("POST /api/collections?fields=name,type", made, root);
    expect(body).toEqual({ name: "shelf", type: "base" });
  });

  test("leave failures whole", async () => {
    const { body } = await http.fetch("GET /api/nothing?fields=id");
    expect(body).toMatchObject({ status: 404, data: {} });
  });
});

describe("a dry run", () => {
  test("is asked for in the query, answers, and keeps nothing", async () => {
    const path = "POST /api/collections?dry_run=true";
    const { status, body } = await http.fetch(path, { name: "tried" }, root);
    expect({ status, name: body.name }).toEqual({ status: 200, name: "tried" });
    expect((await http.fetch("GET /api/collections/tried", undefined, root)).status).toBe(404);
  });

  test("of a sign-in is refused, for a failed attempt has to count", async () => {
    const path = "POST /api/collections/_superusers/auth-with-password?dry_run=1";
    const { status, body } = await http.fetch(path, { identity: "x", password: "y" });
    expect({ status, message: body.message }).toEqual({
      status: 400,
      message: "A dry run of auth.withPassword is not possible.",
    });
  });

  test("is true or false and nothing else", async () => {
    const path = "POST /api/collections?dry_run=maybe";
    expect((await http.fetch(path, { name: "tried" }, root)).status).toBe(400);
    expect((await http.fetch("GET /api/collections/tried", undefined, root)).status).toBe(404);
  });
});

describe("a failure", () => {
  test("has what PocketBase's clients read, and what helps beyond that", async () => {
    const { status, body } = await signIn("", { password: "wrong" });
    expect(status).toBe(400);
    expect(body).toEqual({
      data: {},
      message: "Failed to authenticate.",
      status: 400,
      code: "invalid",
      hint: "The identity or the password is wrong.",
      requestId: expect.any(String),
    });
  });

  test("of a question has the one sentence clients know, and the reason says the rest", async () => {
    const path = "GET /api/collections/_superusers/records?filter=";
    const { body } = await http.fetch(`${path}emial='x'`, undefined, root);
    expect(body.message).toBe("Something went wrong while processing your request.");
    expect(body.reason).toBe('There is no field "emial" in _superusers (position 1).');
    expect(body.hint).toBe("Did you mean email?");
  });

  test("names what is missing by field", async () => {
    const path = "POST /api/collections/_superusers/auth-with-password";
    const { body } = await http.fetch(path, { identity: "x" });
    expect(body.data.password).toEqual({
      code: "validation_required",
      message: "Cannot be blank.",
    });
  });

  test("that nobody foresaw goes to the log, and to the caller as a number in it", async () => {
    const secret = "the disk is on fire";
    const broken = operation({
      name: "broken.call",
      summary: "Fail.",
      access: "public",
      effect: "read",
      input: Type.Object({}),
      output: Type.Object({}),
      http: "GET /broken",
      run: () => Promise.reject(new Error(secret)),
    });
    const told: [unknown, string][] = [];
    const fetch = makeFetch({
      ...http.app,
      operations: new Map([[broken.name, broken]]),
      report: (thrown, where) => void told.push([thrown, where]),
    });
    const response = await fetch(request("GET /api/broken?token=hush"));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain(secret);
    const [thrown, where] = told[0]!;
    expect(thrown).toMatchObject({ message: secret });
    expect(where).toContain(JSON.parse(text).requestId);
    expect(where).not.toContain("hush");
  });
});
