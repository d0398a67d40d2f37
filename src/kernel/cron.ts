import type { Context } from "./context.ts";

/** Work that comes round by itself; only the serving process does it. */
export interface Cron {
  /** Where PocketBase has the same work it has the same id: its clients start it by name. */
  readonly id: string;
  /** What it does, in a sentence. */
  readonly summary: string;
  /** Minute, hour, day, month, weekday in UTC, or `@daily`; "" is never. Settings may decide it. */
  readonly expression: string | ((context: Context) => Promise<string>);
  run(context: Context): Promise<void>;
}

export async function expressionOf(cron: Cron, context: Context): Promise<string> {
  return typeof cron.expression === "string" ? cron.expression : cron.expression(context);
}
