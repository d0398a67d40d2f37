import type { Context } from "../../kernel/context.ts";
import { findScript } from "../scripts/save-script.ts";
import type { HookScript } from "../scripts/script.ts";
import type { ScriptCraft } from "../scripts/test-script.ts";
import { draftHook, type GivenHook } from "./hook-input.ts";
import { sampleHookEvent, type Sample } from "./sample-hook-event.ts";

export const hookCraft: ScriptCraft = {
  async draft(context: Context, nameOrId, given: GivenHook) {
    const { catalogs, scripts } = context.services;
    const { hooks } = await scripts.current();
    const before = nameOrId === null ? null : findScript(hooks, nameOrId, "hook");
    return draftHook(context, await catalogs.current(), given, before);
  },
  async sample(context, hook, sample: Sample) {
    const catalog = await context.services.catalogs.current();
    return sampleHookEvent(context, catalog, hook as HookScript, sample);
  },
};
