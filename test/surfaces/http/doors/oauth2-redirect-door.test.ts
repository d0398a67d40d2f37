import { beforeEach, describe, expect, test } from "bun:test";
import { insideRequest } from "../../../../src/kernel/context.ts";
import { oauth2RedirectDoor } from "../../../../src/surfaces/http/doors/oauth2-redirect-door.ts";
import { oauth2RedirectPageDoor } from "../../../../src/surfaces/http/doors/oauth2-redirect-page.ts";
import { listen, type Ear } from "../../../features/realtime/listen.ts";
import { openTestApp, type TestApp } from "../../../open-test-app.ts";

let app: TestApp;
let ear: Ear;

beforeEach(async () => {
  app = await openTestApp();
  ear = await listen(app, ["@oauth2"]);
});

/** The browser comes back, from the address where the app waits unless told otherwise, and goes on. */
async function comeBack(
  said: Record<string, string>,
  init: RequestInit & { address?: string } = {},
): Promise<{ status: number; text: string; location: string }> {
  const { address = "127.0.0.1", ...rest } = init;
  const parameters = new URLSearchParams(said);
  const isForm = init.method === "POST";
  const request = new Request(`http://x/api/oauth2-redirect${isForm ? "" : `?${parameters}`}`, {
    ...rest,
    ...(isForm && { body: parameters }),
  });
  const response = await oauth2RedirectDoor(app).answer(request, { ...insideRequest, address });
  const location = response.headers.get("location");
  if (location === null) return { status: response.status, text: "", location: "" };
  expect(response.status).toBe(isForm ? 303 : 307);
  const next = new Request(new URL(location, request.url).href);
  const page = await oauth2RedirectPageDoor().answer(next, insideRequest);
  return { status: page.status, text: await page.text(), location };
}

const news = async (count = 1) => {
  do await Bun.sleep(1);
  while (ear.heard.length < count);
  return ear.heard.map(({ event, data }) => [event, data]);
};

describe("a browser that comes back from a provider", () => {
  test("brings a code to the app that waits", async () => {
    const { status, text, location } = await comeBack({ state: ear.clientId, code: "c-1" });
    expect(status).toBe(200);
    expect(location).toBe("../_/auth/oauth2-redirect-success");
    expect(text).toContain("You can close this window");
    expect(await news()).toEqual([["@oauth2", { state: ear.clientId, code: "c-1" }]]);
  });

  test("brings a form from Apple, with a name in it", async () => {
    const user = `{"name":{"firstName":"Ada"}}`;
    const said = { state: ear.clientId, code: "c-1", user };
    expect((await comeBack(said, { method: "POST" })).status).toBe(200);
    expect(await news()).toEqual([["@oauth2", { state: ear.clientId, code: "c-1" }]]);
    expect(app.services.consentForms.broughtWith("c-1")).toBe(user);
  });

  test("brings the provider's no", async () => {
    const said = { state: ear.clientId, error: "access_denied" };
    const { status, text, location } = await comeBack(said);
    expect(status).toBe(400);
    expect(location).toStartWith("../_/auth/oauth2-redirect-failure?");
    expect(text).toContain("access_denied");
    expect(await news()).toEqual([
      ["@oauth2", { state: ear.clientId, code: "", error: "access_denied" }],
    ]);
  });

  test.each([
    ["from another address", {}, { address: "192.0.2.7" }],
    ["for nobody", { state: "x".repeat(40) }, {}],
    ["without a state", { state: "" }, {}],
  ])("%s brings nothing", async (_what, said, init) => {
    const answer = await comeBack({ state: ear.clientId, code: "c-1", ...said }, init);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("Nothing waits for this sign-in");
    expect(await news(0)).toEqual([]);
  });

  test("brings nothing to a page that did not ask for it", async () => {
    ear.subscribe([]);
    expect((await comeBack({ state: ear.clientId, code: "c-1" })).status).toBe(400);
    expect(await news(0)).toEqual([]);
  });

  test("brings no more than a form may hold, and by no other way", async () => {
    const said = { state: ear.clientId, code: "c-1", user: "x".repeat(20_000) };
    expect((await comeBack(said, { method: "POST" })).status).toBe(413);
    expect((await comeBack(said, { method: "DELETE" })).status).toBe(404);
    expect(await news(0)).toEqual([]);
  });
});
