import { isIP } from "node:net";
import { AddressList } from "./address-list.ts";

/**
 * Whether an address may be anybody's in the open internet: none that IANA's special-purpose
 * registries (RFC 6890) keep for own networks, this machine, documentation, many receivers, or to
 * wrap another address.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !(family === 4 ? special4 : special6).has(address);
}

const special4 = new AddressList([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
]);

/** Of IPv6, only 2000::/3 is given out. */
const special6 = new AddressList([
  "::/3",
  "4000::/2",
  "8000::/1",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
]);
