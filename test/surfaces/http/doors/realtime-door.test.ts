import { beforeEach, describe, expect, test } from "bun:test";
import { insideRequest } from "../../../../src/kernel/context.ts";
import { makeFetch } from "../../../../src/surfaces/http/http-surface.ts";
import { realtimeDoor } from "../../../../src/surfaces/http/doors/realtime-door.ts";
import { openTestApp } from "../../../open-test-app.ts";
import { request } from "../open-http-app.ts";

let ask: (route: string, body?: unknown, address?: string) => Promise<Response>;
let fetch: (request: Request) => Promise<Response>;

beforeEach(async () => {
  const app = await openTestApp();
  const door = realtimeDoor(app);
  fetch = makeFetch(app, [door]);
  ask = async (route, body, address = "127.0.0.1") =>
    door.answer(request(route, body), { ...insideRequest, door: "http", address });
});

async function connect(): Promise<{ response: Response; clientId: string; said: string }> {
  const response = await ask("GET /api/realtime");
  const piece = await response.body!.getReader().read();
  const said = new TextDecoder().decode(piece.value);
  const data = /^data:(.*)$/m.exec(said)?.[1] ?? "null";
  const { clientId } = JSON.parse(data) as { clientId: string };
  return { response, clientId, said };
}

describe("GET", () => {
  test("opens a stream that names its client at once, in the words PocketBase's clients read", async () => {
    const { response, clientId, said } = await connect();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(clientId).toMatch(/^[a-z0-9]{40}$/);
    expect(said).toBe(`id:${clientId}\nevent:PB_CONNECT\ndata:{"clientId":"${clientId}"}\n\n`);
  });

  test("and what follows may come from any page", async () => {
    const asked = request("OPTIONS /api/realtime", undefined, {
      headers: { "access-control-request-headers": "authorization,content-type" },
    });
    const { status, headers } = await fetch(asked);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-headers")).toBe("authorization,content-type");
  });

  test("and nothing else opens one", async () => {
    expect((await ask("PUT /api/realtime", {})).status).toBe(404);
    expect((await ask("DELETE /api/realtime")).status).toBe(404);
  });
});

describe("POST", () => {
  const rows: [what: string, body: object, status: number, problem: string][] = [
    ["topics", { subscriptions: ["posts/*", "@own"] }, 204, ""],
    ["no topics", { subscriptions: [] }, 204, ""],
    ["nothing", {}, 204, ""],
    ["no client", { clientId: "", subscriptions: [] }, 400, "clientId"],
    ["no client's name", { clientId: "x".repeat(256), subscriptions: [] }, 400, "clientId"],
    ["an unknown client", { clientId: "x".repeat(40), subscriptions: [] }, 404, ""],
    ["no list", { subscriptions: "posts/*" }, 400, "subscriptions"],
    ["no texts", { subscriptions: [1] }, 400, "subscriptions"],
    ["two lines", { subscriptions: ["a\nb"] }, 400, "subscriptions"],
    ["1001 topics", { subscriptions: Array(1001).fill("a") }, 400, "subscriptions"],
    ["a topic of 2501 letters", { subscriptions: ["a".repeat(2501)] }, 400, "subscriptions"],
  ];
  for (const [what, body, status, problem] of rows) {
    test(`${what} → ${status}`, async () => {
      const { clientId } = await connect();
      const answer = await ask("POST /api/v1/realtime", { clientId, ...body });
      expect(answer.status).toBe(status);
      if (status === 204) return expect(await answer.text()).toBe("");
      const { data } = (await answer.json()) as { data: object };
      expect(Object.keys(data)).toEqual(problem === "" ? [] : [problem]);
    });
  }

  test("from another address than the stream's → 400", async () => {
    const { clientId } = await connect();
    const answer = await ask("POST /api/realtime", { clientId }, "10.0.0.1");
    expect(answer.status).toBe(400);
  });
});
