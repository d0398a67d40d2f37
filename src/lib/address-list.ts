import { BlockList, isIP } from "node:net";

/** Network addresses and CIDR ranges, of both families; `::ffff:10.0.0.1` is 10.0.0.1. */
export class AddressList {
  readonly #list = new BlockList();
  readonly #isEmpty: boolean;

  /** Entries for which `isAddressOrRange` is false are left out. */
  constructor(entries: readonly string[]) {
    const known = entries.filter(isAddressOrRange);
    this.#isEmpty = known.length === 0;
    for (const entry of known) {
      const [address = "", bits] = entry.split("/");
      if (bits === undefined) this.#list.addAddress(address, familyOf(address));
      else this.#list.addSubnet(address, Number(bits), familyOf(address));
    }
  }

  has(address: string): boolean {
    return !this.#isEmpty && isIP(address) !== 0 && this.#list.check(address, familyOf(address));
  }
}

/** `192.0.2.1`, `10.0.0.0/8`, `::1`, `2001:db8::/32`. */
export function isAddressOrRange(entry: string): boolean {
  const [address = "", bits, more] = entry.split("/");
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
