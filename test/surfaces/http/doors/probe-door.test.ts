import { expect, test } from "bun:test";
import { probeDoor } from "../../../../src/surfaces/http/doors/probe-door.ts";
import { makeFetch } from "../../../../src/surfaces/http/http-surface.ts";
import { openTestApp } from "../../../open-test-app.ts";
import { request } from "../open-http-app.ts";

test("a server is alive while it answers, and ready while it writes and does not stop", async () => {
  const app = await openTestApp();
  let isStopping = false;
  const fetch = makeFetch(app, [probeDoor(app, () => isStopping)]);
  const ask = async (path: string) => {
    const answer = await fetch(request(`GET ${path}`));
    return [answer.status, await answer.json()];
  };
  expect(await ask("/livez")).toEqual([200, { status: "alive" }]);
  expect(await ask("/readyz?verbose")).toEqual([200, { status: "ready" }]);
  isStopping = true;
  expect(await ask("/livez")).toEqual([200, { status: "alive" }]);
  expect(await ask("/readyz")).toEqual([503, { status: "stopping" }]);
});
