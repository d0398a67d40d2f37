import { afterAll, afterEach, describe, expect, test } from "bun:test";
import { createServer, type Server } from "node:net";
import { publicRequest, type LookUp, type PublicRequest } from "../../src/lib/public-request.ts";

interface Heard {
  readonly method: string;
  readonly host: string | null;
  readonly token: string | null;
  readonly body: string;
}

const heard: Heard[] = [];
afterEach(() => void heard.splice(0));

const server = Bun.serve({
  port: 0,
  async fetch(request) {
    const { method, headers } = request;
    const [host, token] = [headers.get("host"), headers.get("x-token")];
    heard.push({ method, host, token, body: await request.text() });
    const { searchParams } = new URL(request.url);
    const to = searchParams.get("to");
    return to === null ? new Response("here") : Response.redirect(to, 307);
  },
});
const { port } = server;

/** Takes connections, and never says anything. */
const silent: Server = createServer(() => {});
await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  void server.stop(true);
  silent.close();
});

function ask(url: string, options: Partial<PublicRequest> = {}) {
  const signal = AbortSignal.timeout(2000);
  return publicRequest(new URL(url), { signal, isTrusted: () => false, ...options });
}

const inside = "is not in the open internet";

describe("every way to write an address of the own network", () => {
  test.each([
    ["by number", `http://127.0.0.1:${port}/`],
    ["as one number", `http://2130706433:${port}/`],
    ["in hexadecimal", `http://0x7f000001:${port}/`],
    ["in hexadecimal parts", `http://0x7f.0x0.0x0.0x1:${port}/`],
    ["in octal", `http://0177.0.0.01:${port}/`],
    ["with parts left out", `http://127.1:${port}/`],
    ["with full-width digits", `http://１２７.0.0.1:${port}/`],
    ["the unspecified one", `http://0.0.0.0:${port}/`],
    ["zero", `http://0:${port}/`],
    ["another loopback", `http://127.8.9.10:${port}/`],
    ["IPv6", `http://[::1]:${port}/`],
    ["IPv6, unspecified", `http://[::]:${port}/`],
    ["IPv4 in IPv6", `http://[::ffff:127.0.0.1]:${port}/`],
    ["IPv4 in IPv6, in hexadecimal", `http://[::ffff:7f00:1]:${port}/`],
    ["IPv4 in IPv6, the old way", `http://[::127.0.0.1]:${port}/`],
    ["NAT64", "http://[64:ff9b::7f00:1]/"],
    ["6to4", "http://[2002:7f00:1::]/"],
    ["Teredo", "http://[2001:0:7f00:1::1]/"],
    ["link-local", "http://[fe80::1]/"],
    ["unique local", "http://[fd12:3456::1]/"],
    ["private, 10", "http://10.0.0.1/"],
    ["private, 172", "http://172.16.0.1/"],
    ["private, 192", "http://192.168.0.1/"],
    ["carriers'", "http://100.64.0.1/"],
    ["metadata", "http://169.254.169.254/latest/meta-data/"],
    ["metadata as one number", "http://2852039166/"],
    ["metadata, IPv6", "http://[fd00:ec2::254]/"],
    ["multicast", "http://224.0.0.1/"],
    ["broadcast", "http://255.255.255.255/"],
    ["a name", `http://localhost:${port}/`],
    ["a name in capitals", `http://LOCALHOST:${port}/`],
    ["a name with a dot", `http://localhost.:${port}/`],
  ])("%s: %s", async (_how, url) => {
    await expect(ask(url)).rejects.toThrow();
    expect(heard).toEqual([]);
  });
});

/** Answers for every name in turn, the last again and again. */
function resolver(...answers: readonly string[][]) {
  const asked: string[] = [];
  const lookUp: LookUp = (host, _options, answer) => {
    const addresses = answers[Math.min(asked.push(host), answers.length) - 1] ?? [];
    answer(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return { asked, lookUp };
}

describe("a name", () => {
  test.each([
    [["127.0.0.1"]],
    [["10.1.2.3", "192.168.1.1"]],
    [["169.254.169.254"]],
    [["::1"]],
    [["::ffff:127.0.0.1"]],
    [["fd00::1"]],
    [[]],
  ])("that leads to %j is refused", async (addresses) => {
    const { lookUp } = resolver(addresses);
    await expect(ask(`http://evil.example:${port}/`, { lookUp })).rejects.toThrow(inside);
    expect(heard).toEqual([]);
  });

  test("is looked up once: what it means later is not asked", async () => {
    const { asked, lookUp } = resolver(["192.0.0.8"], ["127.0.0.1"]);
    await expect(ask(`http://evil.example:${port}/`, { lookUp })).rejects.toThrow(inside);
    expect(asked).toEqual(["evil.example"]);
    expect(heard).toEqual([]);
  });

  test("that nobody knows is an error", async () => {
    const lookUp: LookUp = (host, _options, answer) => answer(new Error(`${host}?`));
    await expect(ask("http://none.example/", { lookUp })).rejects.toThrow("none.example?");
  });

  test("that is trusted may lead anywhere", async () => {
    const answer = await ask(`http://localhost:${port}/`, {
      isTrusted: ({ hostname }) => hostname === "localhost",
    });
    expect(answer.statusCode).toBe(200);
  });
});

test("what is sent arrives, under the name that was asked for", async () => {
  const answer = await ask(`http://127.0.0.1:${port}/`, {
    isTrusted: ({ host }) => host === `127.0.0.1:${port}`,
    method: "POST",
    headers: { "x-token": "abc" },
    body: "höre",
  });
  answer.destroy();
  expect(heard).toEqual([
    { method: "POST", host: `127.0.0.1:${port}`, token: "abc", body: "höre" },
  ]);
});

test("a redirect is an answer, and followed by nobody", async () => {
  const to = encodeURIComponent(`http://127.0.0.1:${port}/elsewhere`);
  const answer = await ask(`http://127.0.0.1:${port}/?to=${to}`, { isTrusted: () => true });
  expect(answer.statusCode).toBe(307);
  answer.destroy();
  expect(heard).toHaveLength(1);
});

test.each(["file:///etc/passwd", "ftp://example.com/", "data:text/plain,x", "gopher://127.0.0.1/"])(
  "%s is not asked",
  (url) => expect(ask(url)).rejects.toThrow("is not asked"),
);

test("who says nothing is not waited for", async () => {
  const { port: quiet } = silent.address() as { port: number };
  const signal = AbortSignal.timeout(50);
  await expect(
    ask(`http://127.0.0.1:${quiet}/`, { signal, isTrusted: () => true }),
  ).rejects.toThrow();
});

test("nor is who never knows a name", async () => {
  const signal = AbortSignal.timeout(50);
  await expect(ask("http://slow.example/", { signal, lookUp: () => {} })).rejects.toThrow();
});
