import type { Context } from "../../kernel/context.ts";

/**
 * Resolves a whole number of steps after `startedAt`: what an answer took, and so whether there is
 * such an account, cannot be told from its time.
 */
export async function wholeStep(context: Context, startedAt: Date, stepMs: number): Promise<void> {
  const spent = context.now().getTime() - startedAt.getTime();
  await Bun.sleep(untilWholeStep(spent, stepMs));
}

/** Milliseconds from `spentMs` to the next whole number of steps. Clocks may go back. */
export function untilWholeStep(spentMs: number, stepMs: number): number {
  return stepMs - (Math.max(0, spentMs) % stepMs);
}
