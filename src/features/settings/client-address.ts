import { isIP } from "node:net";
import type { Settings } from "./settings.ts";

/**
 * Where a request comes from: what the proxy in front says, in the first of the trusted headers that
 * holds an address, else the connection's own. Of several in a header the last counts, which the
 * proxy itself has added; the first is whatever the client likes to claim.
 */
export function clientAddress(
  { headers: trusted, useLeftmostIP }: Settings["trustedProxy"],
  headers: Pick<Headers, "get">,
  connection: string,
): string {
  for (const name of trusted) {
    const addresses = (headers.get(name) ?? "")
      .split(",")
      .map((each) => each.trim())
      .filter((each) => isIP(each) !== 0);
    const address = useLeftmostIP ? addresses[0] : addresses.at(-1);
    if (address !== undefined) return unmapped(address);
  }
  return unmapped(connection);
}

/** An IPv4 client of a server that listens on both is `::ffff:192.0.2.1` to it. */
function unmapped(address: string): string {
  return address.startsWith("::") ? address.replace(/^::ffff:(?=\d+\.)/i, "") : address;
}
