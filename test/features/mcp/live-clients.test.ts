import { describe, expect, test } from "bun:test";
import { LiveClients } from "../../../src/features/mcp/live-clients.ts";
import type { ClientFacts } from "../../../src/features/mcp/live-client.ts";
import { guest } from "../../../src/kernel/caller.ts";
import { limits } from "../../../src/kernel/limits.ts";
import { expandScopes } from "../../../src/kernel/scope.ts";

const minute = 60_000;

function clock() {
  let ms = Date.parse("2026-03-01T12:00:00Z");
  return { now: () => ms, wait: (by: number) => void (ms += by) };
}

function facts(more: Partial<ClientFacts> = {}): ClientFacts {
  return {
    caller: {
      ...guest,
      actor: "mcp:claude",
      token: {
        id: "t1",
        name: "claude",
        scopes: expandScopes(["mcp:read", "mcp:write"]),
        readOnly: false,
        collections: null,
      },
    },
    transport: "http",
    address: "192.0.2.7",
    userAgent: "curl/8",
    program: { name: "claude-code", version: "2.1" },
    protocolVersion: "2026-07-28",
    ...more,
  };
}

const request = (more: Partial<ClientFacts> = {}, isCall = true) => {
  const { caller, program, protocolVersion } = facts(more);
  return { caller, program, protocolVersion, isCall };
};

describe("who comes with single requests", () => {
  test("is one client, with what is known of it", () => {
    const { now, wait } = clock();
    const clients = new LiveClients("p", now, () => {});
    clients.passing(facts()).note(request());
    wait(minute);
    clients.passing(facts()).note(request());
    clients.passing(facts()).note(request({}, false));
    expect(clients.list()).toEqual([
      {
        id: "p-1",
        tokenId: "t1",
        tokenName: "claude",
        actor: "mcp:claude",
        scopes: ["mcp:read", "mcp:write"],
        clientName: "claude-code",
        clientVersion: "2.1",
        transport: "http",
        protocolVersion: "2026-07-28",
        address: "192.0.2.7",
        userAgent: "curl/8",
        connected: "2026-03-01T12:00:00.000Z",
        lastSeen: "2026-03-01T12:01:00.000Z",
        calls: 2,
        open: false,
      },
    ]);
  });

  test.each<[string, Partial<ClientFacts>]>([
    ["address", { address: "192.0.2.8" }],
    ["program", { program: { name: "cursor", version: "1" } }],
    ["user agent", { userAgent: "node" }],
    ["caller", { caller: { ...guest, actor: "users:u1" } }],
  ])("another %s is another client", (_, more) => {
    const clients = new LiveClients("p", clock().now, () => {});
    clients.passing(facts());
    clients.passing(facts(more));
    expect(clients.list()).toHaveLength(2);
  });

  test("is there for five minutes after the last request, and while a stream is open", () => {
    const { now, wait } = clock();
    const clients = new LiveClients("p", now, () => {});
    const release = clients.passing(facts()).hold();
    wait(6 * minute);
    expect(clients.list()).toMatchObject([{ open: true }]);
    release();
    wait(4 * minute);
    expect(clients.list()).toMatchObject([{ open: false }]);
    wait(2 * minute);
    expect(clients.list()).toEqual([]);
  });

  test("no more are kept than the limit: the oldest go, open streams stay", () => {
    const clients = new LiveClients("p", clock().now, () => {});
    clients.passing(facts({ address: "first" })).hold();
    for (let index = 0; index < limits.mcpPassingClients + 10; index++) {
      clients.passing(facts({ address: String(index) }));
    }
    const kept = clients.list().map(({ address }) => address);
    expect(kept).toHaveLength(limits.mcpPassingClients);
    expect(kept).toContain("first");
    expect(kept).not.toContain("0");
  });
});

test("a session is there until it ends, and learns later who it is", () => {
  const { now, wait } = clock();
  const clients = new LiveClients("p", now, () => {});
  const nobody = { program: null, protocolVersion: "" };
  const { client, end } = clients.connect(facts({ ...nobody, transport: "stdio" }));
  client.note({ ...request(), caller: null });
  wait(60 * minute);
  expect(clients.list()).toMatchObject([
    { transport: "stdio", clientName: "claude-code", protocolVersion: "2026-07-28", open: true },
  ]);
  end();
  expect(clients.list()).toEqual([]);
});

test("what a client says of itself is cut", () => {
  const clients = new LiveClients("p", clock().now, () => {});
  clients.passing(facts({ userAgent: "x".repeat(10_000) }));
  expect(clients.list()[0]?.userAgent).toHaveLength(200);
});
