import type { TargetingCondition } from "./targeting.ts";

export const flagTypes = ["bool", "string", "number", "json"] as const;
export type FlagType = (typeof flagTypes)[number];

/** A switch or a value that is changed without a release, for everybody or for some. */
export interface Flag {
  readonly key: string;
  readonly type: FlagType;
  /** Off: everybody gets the default. */
  readonly enabled: boolean;
  readonly default: unknown;
  /** In order: the first that fits wins. */
  readonly rules: readonly FlagRule[];
  /** Whether anybody may evaluate it, as an app in a browser has to. */
  readonly public: boolean;
  readonly help: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly updated: string;
}

/** Either a value or a rollout; without a condition it fits everybody. */
export interface FlagRule {
  readonly name: string;
  readonly when: TargetingCondition | null;
  readonly value?: unknown;
  readonly rollout?: readonly Share[];
  /** The attribute that keeps somebody in the same share for ever. */
  readonly by: string;
}

export interface Share {
  readonly value: unknown;
  /** Of all who get here; what is left over goes on to the next rule. */
  readonly percent: number;
}
