import type { PresetName } from "./presets.ts";

/** What the form for a new token holds. */
export interface MintValues {
  readonly name: string;
  readonly preset: PresetName;
  readonly collections: string[];
  readonly ttl: string;
  readonly readOnly: boolean;
  readonly rateLimit: number | string;
  readonly maxPerPage: number | string;
  readonly userCollection: string;
  readonly userId: string;
}
