import { expect, test } from "bun:test";
import { isAmongHosts, isHost } from "../../src/lib/host-list.ts";

test.each([
  ["http://localhost:3000/a", "localhost"],
  ["http://localhost:3000/a", "localhost:3000"],
  ["http://LOCALHOST/", "localhost:80"],
  ["https://crm.internal/", "crm.internal:443"],
  ["http://[::1]:3000/", "[::1]"],
  ["http://[::1]:3000/", "[::1]:3000"],
  ["http://0x7f.1/", "127.0.0.1"],
])("%s leads to %s", (url, host) => {
  expect(isHost(host)).toBe(true);
  expect(isAmongHosts(new URL(url), ["elsewhere", host])).toBe(true);
});

test.each([
  ["http://localhost:3001/", "localhost:3000"],
  ["https://localhost/", "localhost:80"],
  ["http://localhost.evil.example/", "localhost"],
  ["http://evil.example/localhost:3000", "localhost:3000"],
  ["http://localhost:3000@evil.example/", "localhost:3000"],
  ["http://127.0.0.1/", "localhost"],
])("%s does not lead to %s", (url, host) => {
  expect(isAmongHosts(new URL(url), [host])).toBe(false);
});

test.each([
  "",
  "http://localhost",
  "localhost/",
  "a b",
  "10.0.0.0/8",
  "Localhost",
  "a@b",
  "0x7f.1",
])("nothing can be at %j", (text) => expect(isHost(text)).toBe(false));
