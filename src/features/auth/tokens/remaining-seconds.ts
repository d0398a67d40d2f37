import type { Context } from "../../../kernel/context.ts";

/** How long the token that asks is still good; infinite where none asks, or one without an end. */
export function remainingSeconds({ caller, now }: Context): number {
  const expires = caller.token?.expires;
  if (expires === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor((Date.parse(expires) - now().getTime()) / 1000));
}
