import { afterAll, expect, test } from "bun:test";
import { isPublicAddress } from "../../src/lib/public-address.ts";
import { publicFetch } from "../../src/lib/public-fetch.ts";

test.each(["8.8.8.8", "172.32.0.1", "192.167.255.255", "2606:4700::6810:84e5"])(
  "%s is anybody's",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "fe80::1",
  "fd00::1",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "64:ff9b::a00:1",
  "2002:7f00:1::",
  "2001:db8::1",
  "localhost",
  "",
])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));

const server = Bun.serve({
  port: 0,
  fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    const to = searchParams.get("to");
    if (to !== null) return Response.redirect(to, 302);
    if (pathname === "/round") return Response.redirect("/round", 302);
    if (pathname === "/long") return new Response("x".repeat(2000));
    if (pathname === "/slow") return new Response(new ReadableStream({}));
    return pathname === "/" ? new Response("hello") : new Response("", { status: 404 });
  },
});
afterAll(() => server.stop(true));
const host = `127.0.0.1:${server.port}`;

const ask = async (url: string, trusted = host, timeoutMs = 5000) =>
  new TextDecoder().decode(
    await publicFetch(url, { maxBytes: 1000, timeoutMs, isTrusted: (url) => url.host === trusted }),
  );

test("an own host is asked where it is trusted, and followed within it", async () => {
  expect(await ask(`http://${host}/`)).toBe("hello");
  expect(await ask(`http://${host}/?to=http://${host}/`)).toBe("hello");
  expect(await ask(`http://${host}/?to=/`)).toBe("hello");
});

test.each([
  `http://${host}/`,
  `http://localhost:${server.port}/`,
  `http://[::1]:${server.port}/`,
  `http://[::ffff:127.0.0.1]:${server.port}/`,
  `http://2130706433:${server.port}/`,
  `http://0x7f.1:${server.port}/`,
  "http://169.254.169.254/latest/meta-data",
])("nothing else within reach is: %s", (url) => {
  expect(ask(url, "")).rejects.toThrow("is not in the open internet");
});

test("no redirect leads inside either", () => {
  const there = encodeURIComponent(`http://localhost:${server.port}/`);
  expect(ask(`http://${host}/?to=${there}`)).rejects.toThrow("localhost is not in the open");
});

test.each([
  ["/round", "redirects too often"],
  ["/long", "more than 1000 bytes came"],
  ["/none", "answered 404"],
  ["/?to=file:///etc/passwd", "file: is not asked"],
])("what does not answer well is an error: %s", (path, message) => {
  expect(ask(`http://${host}${path}`)).rejects.toThrow(message);
});

test("nobody is waited for without end", () => {
  expect(ask(`http://${host}/slow`, host, 50)).rejects.toThrow();
});
