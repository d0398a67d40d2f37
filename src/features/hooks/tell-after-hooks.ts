import type { Context } from "../../kernel/context.ts";
import { describe } from "../scripts/script-runner.ts";
import { contextOf } from "../scripts/script.ts";
import { whoAsks } from "../scripts/script-event.ts";
import { scriptHost } from "../scripts/script-host.ts";
import { directRecords } from "../scripts/script-records.ts";
import type { KeptEvent } from "./after-queue.ts";
import { HookSets } from "./hook-sets.ts";
import { callerFrom } from "./kept-caller.ts";

/** Runs a committed event's hooks, in order. What goes wrong in one is logged and nobody else's. */
export async function tellAfterHooks(
  inside: Context,
  { collection: id, events, caller, depth, ...told }: KeptEvent,
  sets: HookSets,
): Promise<void> {
  const { services } = inside;
  const collection = (await services.catalogs.current()).find(id);
  if (!collection) return; // nobody is left whom it concerns
  const hooks = sets.of(await services.scripts.current(), collection, events);
  const context: Context = {
    ...inside,
    caller: await callerFrom(inside, caller),
    scriptDepth: depth,
  };
  for (const hook of hooks) {
    const own = contextOf(context, hook);
    try {
      const end = await services.scriptRunner.run(own, hook, {
        lane: "after",
        cause: hook.event,
        event: {
          name: hook.event,
          collection: { id: collection.id, name: collection.name },
          ...told,
          ...(await whoAsks(context)),
        },
        host: scriptHost(own, hook, directRecords(own)),
      });
      if (!end.ok) services.logs.error(describe(end.thrown), `hook ${hook.name}`);
    } catch (thrown) {
      services.logs.error(thrown, `hook ${hook.name}`);
    }
  }
}
