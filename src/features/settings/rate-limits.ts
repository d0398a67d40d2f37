import type { Asked } from "../../kernel/admission.ts";
import type { Caller } from "../../kernel/caller.ts";
import { AddressList } from "../../lib/address-list.ts";
import type { RateLimitRule, Settings } from "./settings.ts";

/** The rules of one version of the settings, ready to be asked. */
export class RateLimits {
  readonly #excluded: AddressList;
  readonly #exact: ReadonlyMap<string, readonly RateLimitRule[]>;
  /** Labels that end in a slash stand for all below; the first that fits counts. */
  readonly #prefixes: readonly RateLimitRule[];

  constructor({ rules, excludedIPs }: Settings["rateLimits"]) {
    this.#excluded = new AddressList(excludedIPs);
    this.#exact = Map.groupBy(rules, ({ label }) => canonical(label));
    this.#prefixes = rules.filter(({ label }) => label.endsWith("/"));
  }

  /** The one rule that counts for this request, or null. `collection` is its name. */
  find(
    asked: Asked,
    collection: string | null,
    caller: Caller,
    address: string,
  ): RateLimitRule | null {
    if (caller.superuser || this.#excluded.has(address)) return null;
    const audience = caller.record || caller.token ? "@auth" : "@guest";
    for (const label of labelsOf(asked, collection)) {
      const rule =
        this.#exact.get(label)?.find((each) => speaksOf(each, audience)) ??
        this.#prefixes.find(
          (each) => `${label}/`.startsWith(canonical(each.label)) && speaksOf(each, audience),
        );
      if (rule) return rule;
    }
    return null;
  }
}

/** From the most specific: the collection's own, every collection's, the route, the path. */
function labelsOf({ labels, method, path }: Asked, collection: string | null): string[] {
  const own =
    collection === null ? [] : labels.map((label) => `${collection.toLowerCase()}:${label}`);
  const paths = path === "" ? [] : [`${method} ${path}`, path];
  return [...own, ...labels.map((label) => `*:${label}`), ...paths];
}

/** Methods in capitals, collections in small letters: neither differs by case. */
function canonical(label: string): string {
  const [head = "", tail] = label.split(/\s(?=\/)/);
  if (tail !== undefined) return `${head.toUpperCase()} ${tail}`;
  const colon = label.indexOf(":");
  return colon < 0 ? label : label.slice(0, colon).toLowerCase() + label.slice(colon);
}

function speaksOf(rule: RateLimitRule, audience: "@auth" | "@guest"): boolean {
  return rule.audience === "" || rule.audience === audience;
}
