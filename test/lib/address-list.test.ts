import { describe, expect, test } from "bun:test";
import { AddressList, isAddressOrRange } from "../../src/lib/address-list.ts";

test.each<[string, boolean]>([
  ["192.0.2.1", true],
  ["10.0.0.0/8", true],
  ["10.0.0.0/33", false],
  ["10.0.0.0/", false],
  ["10.0.0.0/8/8", false],
  ["::1", true],
  ["2001:db8::/32", true],
  ["2001:db8::/129", false],
  ["localhost", false],
  ["", false],
])("%j is an address or a range: %p", (entry, expected) => {
  expect(isAddressOrRange(entry)).toBe(expected);
});

describe("a list of 10.0.0.0/8, 192.0.2.1 and 2001:db8::/32", () => {
  const list = new AddressList(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "nonsense"]);
  test.each<[string, boolean]>([
    ["10.255.0.1", true],
    ["::ffff:10.255.0.1", true],
    ["11.0.0.1", false],
    ["192.0.2.1", true],
    ["192.0.2.2", false],
    ["2001:db8::7", true],
    ["2001:DB8:0::7", true],
    ["2001:db9::7", false],
    ["", false],
    ["nonsense", false],
  ])("has %j: %p", (address, expected) => {
    expect(list.has(address)).toBe(expected);
  });
});
