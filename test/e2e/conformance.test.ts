// The official suite's scenarios for a bare product, against the executable as people get it.
import { describe, expect, test } from "bun:test";
import { bareScenarios, runSuite } from "../fixtures/conformance-suite.ts";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

describe.each(["2025-11-25", "2026-07-28"] as const)("revision %s", (revision) => {
  test("the executable does what holds for a bare product", async () => {
    const directory = temporaryDirectory();
    const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
    await vaultbase([...superuser, "--dir", directory]);
    const mint = ["token", "mint", "--name", "suite", "--scope", "admin", "--json"];
    const { token } = (await vaultbase([...mint, "--dir", directory])).json();
    const server = await serve(directory);
    using door = openDoor(server.url, token);
    const results = await runSuite(`http://127.0.0.1:${door.port}/mcp`, revision);
    const passed = results.filter((each) => each.passed).map((each) => each.scenario);
    expect(passed).toEqual(expect.arrayContaining([...bareScenarios[revision]]));
    await server.stop();
  }, 120_000);
});

/** The suite knows no tokens: this adds one on the way, and changes nothing else. */
function openDoor(target: string, token: string): Bun.Server<undefined> {
  return Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    fetch(request) {
      const { pathname, search } = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.set("authorization", `Bearer ${token}`);
      const { method, body, signal } = request;
      return fetch(`${target}${pathname}${search}`, { method, headers, body, signal });
    },
  });
}
