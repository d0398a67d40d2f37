import type { Feature } from "../../kernel/feature.ts";
import { AfterQueue, createQueueTable } from "./after-queue.ts";
import { createHook } from "./create-hook.ts";
import { deleteHook } from "./delete-hook.ts";
import { forgetHooks } from "./forget-hooks.ts";
import { HookSets } from "./hook-sets.ts";
import { getHook } from "./get-hook.ts";
import { listHooks } from "./list-hooks.ts";
import { ScriptHooks } from "./script-hooks.ts";
import { SignInHooks } from "./sign-in-hooks.ts";
import { tellAfterHooks } from "./tell-after-hooks.ts";
import { updateHook } from "./update-hook.ts";
import { hookCraft } from "./hook-craft.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly afterHooks: AfterQueue;
  }
}

/** Programs that admins wrote, before and after records are written and people sign in. */
export const hooks = {
  name: "hooks",
  operations: [listHooks, getHook, createHook, updateHook, deleteHook],
  migrations: [{ id: "hooks-1-queue", run: (writer) => writer.change([createQueueTable]) }],
  async start(world) {
    world.services.scriptCrafts.set("hook", hookCraft);
    const sets = new HookSets();
    const afterHooks = new AfterQueue(world.storage, world, (event) =>
      tellAfterHooks(world.insideContext(), event, sets),
    );
    world.onStop(() => afterHooks.stop());
    const { scripts } = world.services;
    return {
      afterHooks,
      forgetHooks,
      recordHooks: new ScriptHooks(scripts, afterHooks),
      signInHooks: new SignInHooks(scripts, afterHooks),
    };
  },
} satisfies Feature;
