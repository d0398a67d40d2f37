import type { Admission, Asked } from "../../kernel/admission.ts";
import type { Caller } from "../../kernel/caller.ts";
import type { RequestFacts } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { AddressList } from "../../lib/address-list.ts";
import { FixedWindows } from "../../lib/fixed-windows.ts";
import type { LiveSettings } from "./live-settings.ts";
import { RateLimits } from "./rate-limits.ts";
import type { Settings } from "./settings.ts";

/** Who may come in, as the settings have it at that moment. */
export class SettingsAdmission implements Admission {
  readonly #windows = new FixedWindows(limits.rateWindows);
  #rules: Prepared<Settings["rateLimits"], RateLimits> | undefined;
  #superusers: Prepared<readonly string[], AddressList> | undefined;

  constructor(
    private readonly settings: LiveSettings,
    private readonly world: Pick<World, "services" | "now">,
  ) {}

  get isLimiting(): boolean {
    return this.settings.latest.rateLimits.enabled;
  }

  async limit(caller: Caller, { address }: RequestFacts, asked: Asked): Promise<void> {
    const { rateLimits } = this.settings.latest;
    if (!rateLimits.enabled || address === "") return;
    if (this.#rules?.of !== rateLimits) {
      this.#rules = { of: rateLimits, ready: new RateLimits(rateLimits) };
    }
    // One collection has many spellings and an id, and one counter.
    const collection =
      asked.collection === null ? null : await this.#collectionOf(asked.collection);
    const rule = this.#rules.ready.find(asked, collection?.name ?? null, caller, address);
    if (!rule) return;
    const key = [rule.label, rule.audience, asked.route, collection?.id ?? "", address].join(" ");
    const now = this.world.now().getTime();
    const waitMs = this.#windows.take(key, rule.maxRequests, rule.duration * 1000, now);
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1000);
    throw new Failure("rateLimited", "Too Many Requests.", {
      hint: `Ask again in ${seconds} s: ${rule.label} allows ${rule.maxRequests} in ${rule.duration} s.`,
      retryAfterSeconds: seconds,
    });
  }

  checkSuperuser(request: Pick<RequestFacts, "address">): void {
    const { superuserIPs } = this.settings.latest;
    if (superuserIPs.length === 0 || request.address === "") return;
    if (this.#superusers?.of !== superuserIPs) {
      this.#superusers = { of: superuserIPs, ready: new AddressList(superuserIPs) };
    }
    if (this.#superusers.ready.has(request.address)) return;
    throw new Failure("forbidden", "You are not allowed to perform this request.", {
      hint: `Superusers do not come from ${request.address}: the setting superuserIPs says where from.`,
    });
  }

  /** What is no collection shares one counter. */
  async #collectionOf(nameOrId: string) {
    const catalog = await this.world.services.catalogs.current();
    return catalog.find(nameOrId) ?? null;
  }
}

/** What has been made of a setting, until it is another. */
interface Prepared<Setting, Ready> {
  readonly of: Setting;
  readonly ready: Ready;
}
