import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Flag } from "./flag.ts";

/** Flags that are not public are for superusers, and for the tokens they minted. */
export function maySee({ caller }: Context, flag: Flag): boolean {
  return flag.public || caller.superuser;
}

/** @throws Failure `notFound` with the nearest key the caller may know of. */
export async function findFlag(context: Context, key: string): Promise<Flag> {
  const flags = await context.services.flags.current();
  const flag = flags.get(key);
  if (flag && maySee(context, flag)) return flag;
  const keys = [...flags.values()].filter((each) => maySee(context, each)).map((each) => each.key);
  const near = nearest(key, keys);
  throw new Failure("notFound", `There is no flag ${JSON.stringify(key)}.`, {
    hint: near ? `Did you mean ${near}?` : "update_flag or `vaultbase flags update` makes one.",
  });
}
