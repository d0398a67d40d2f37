// What somebody who runs the server looks at: probes, numbers, logs and crons of the executable.
import { beforeAll, expect, test } from "bun:test";
import { serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

let server: Serving;
let token: string;
const directory = temporaryDirectory();

beforeAll(async () => {
  const minted = await vaultbase([
    ...["token", "mint", "--name", "ops", "--scope", "read:metrics,mcp:read,admin", "--json"],
    ...["--dir", directory],
  ]);
  ({ token } = minted.json());
  server = await serve(directory);
}, 60_000);

const cli = (...words: string[]) =>
  vaultbase([...words, "--url", server.url, "--token", token, "--json"]);

test("probes answer without a token", async () => {
  expect(await (await fetch(`${server.url}/livez`)).json()).toEqual({ status: "alive" });
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: "ready" });
});

test("Prometheus reads the numbers with a token, and nobody without", async () => {
  await fetch(`${server.url}/api/nowhere`);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${server.url}/metrics`, { headers });
  expect(answer.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
  const text = await answer.text();
  expect(text).toContain('vaultbase_http_requests_total{method="GET",route="",status="404"} 1\n');
  expect(text).toMatch(/^vaultbase_write_queue_depth 0$/m);
  expect(text).toMatch(/^vaultbase_info\{version="[\d.]+"\} 1$/m);
  expect((await fetch(`${server.url}/metrics`)).status).toBe(401);
});

test("the command line reads logs, counts them, and runs crons of a server", async () => {
  await fetch(`${server.url}/api/nowhere?token=canary`);
  const listed = await cli("logs", "list", "--filter", "data.status = 404");
  expect(listed.json().items[0].message).toBe("GET /api/nowhere?token=***");
  expect((await cli("logs", "stats")).json().items[0].total).toBeGreaterThan(1);
  const crons = (await cli("crons", "list")).json().items;
  expect(crons.map((each: { id: string }) => each.id)).toContain("__pbLogsCleanup__");
  expect((await cli("crons", "run", "__pbLogsCleanup__")).exitCode).toBe(0);
});

test("logs outlive the server, and are read from the directory", async () => {
  await fetch(`${server.url}/api/last-words`);
  await server.stop();
  const filter = "message = 'GET /api/last-words'";
  const inside = await vaultbase([
    "logs",
    "list",
    "--filter",
    filter,
    "--json",
    "--dir",
    directory,
  ]);
  expect(inside.json().totalItems).toBe(1);
});
