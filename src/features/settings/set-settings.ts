import type { Static } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure, type Problems } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { AddressList } from "../../lib/address-list.ts";
import { nearest } from "../../lib/nearest.ts";
import { checkAllowed } from "./check-allowed.ts";
import { checkSettings } from "./check-settings.ts";
import { presentSettings, shownSettings } from "./get-settings.ts";
import { readStored, settingsTable, writeStored, type LiveSettings } from "./live-settings.ts";
import {
  allSettings,
  entryOf,
  overlay,
  partial,
  settingAt,
  turnSecrets,
  withSetting,
  type Patch,
} from "./setting-paths.ts";
import { variableOf } from "./settings-environment.ts";
import { settingsSchema, type Settings } from "./settings.ts";

/** What is not given stays as it is, secrets too; a list is replaced as a whole. */
export const setSettings = operation({
  name: "settings.set",
  summary: "Change settings; what is left out stays as it is.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  input: partial(settingsSchema),
  output: shownSettings,
  http: "PATCH /settings",
  // The tool changes one at a time: update_setting.

  async run(context, input): Promise<Static<typeof shownSettings>> {
    const given = input as Patch;
    const live = context.services.settings;
    if (context.request.door !== "http") refuseUnknown(given);
    const after = await context.storage.write(async (writer) => {
      const { vault } = context;
      const sealed = JSON.parse(await readStored(writer)) as Patch;
      const stored = turnSecrets(sealed, vault.unseal);
      const before = live.complete(stored);
      const patched = overlay(stored, withoutLocked(given, live, before));
      const after = live.complete(patched);
      checkSettings(after);
      checkStillIn(context, after);
      await checkAllowed(context, writer, before.mcp, after.mcp);
      await writeStored(writer, JSON.stringify(turnSecrets(patched, vault.seal)));
      await logChange(context, writer, {
        collection: settingsTable,
        record: "settings",
        action: "update",
        before: changedValues(before, after),
      });
      return after;
    });
    // This process goes by them from its next request on.
    if (!context.dryRun) await live.current();
    return presentSettings(after, live);
  },
});

/**
 * What may be stored of it. A client that sends everything back as it was changes nothing.
 * @throws Failure `invalid` where the environment has another value.
 */
function withoutLocked(given: Patch, live: LiveSettings, present: Settings): Patch {
  let free = given;
  for (const name of live.lockedNames) {
    const path = name.split(".");
    const value = settingAt(given, path);
    if (value === undefined) continue;
    if (!Bun.deepEquals(value, settingAt(present, path))) throw lockedSetting(name);
    free = withSetting(free, path, undefined);
  }
  return free;
}

function lockedSetting(name: string): Failure {
  const path = name.split(".");
  const variable = variableOf(path);
  const problem = { code: "validation_locked", message: `Set by ${variable}.` };
  const problems = withSetting({}, path, problem) as Problems;
  return new Failure("invalid", "An error occurred while saving the new settings.", {
    hint: `${name} is set by the environment variable ${variable}: change it there.`,
    problems,
  });
}

/** A superuser who could not come back to undo it is asked to think again. */
function checkStillIn({ caller, request }: Context, { superuserIPs }: Settings): void {
  const { address } = request;
  if (!caller.superuser || superuserIPs.length === 0 || address === "") return;
  if (new AddressList(superuserIPs).has(address)) return;
  const message = `Must hold the address you come from (${address}).`;
  throw new Failure("invalid", "An error occurred while saving the new settings.", {
    hint: `superuserIPs without ${address} would lock you out. The command line takes it.`,
    problems: { superuserIPs: { code: "validation_locks_out", message } },
  });
}

/** PocketBase's clients may send anything over HTTP; whoever else misspells a setting is told. */
function refuseUnknown(given: Patch): void {
  // An entry's properties are the same whichever entry it is: `rateLimits.rules.0.label`.
  const known = allSettings.flatMap(({ name, schema }) => [
    name,
    ...Object.keys(entryOf(schema)?.properties ?? {}).map((property) => `${name}.0.${property}`),
  ]);
  for (const name of namesIn(given)) {
    if (known.includes(name.replace(/\.\d+\./, ".0."))) continue;
    const near = nearest(name, known);
    throw new Failure("invalid", `There is no setting ${name}.`, {
      hint: near ? `Did you mean ${near}?` : `Settings are ${known.join(", ")}.`,
      problems: { [name]: { code: "validation_invalid_value", message: "Unknown setting." } },
    });
  }
}

function namesIn(given: Patch): string[] {
  return Object.entries(given).flatMap(([key, value]) => {
    if (typeof value !== "object" || value === null) return [key];
    if (Array.isArray(value) && typeof value[0] !== "object") return [key];
    return namesIn(value as Patch).map((name) => `${key}.${name}`);
  });
}

/** Previous values by name; of a secret only that it changed could be told, and the name tells. */
function changedValues(before: Settings, after: Settings): Record<string, unknown> {
  return Object.fromEntries(
    allSettings.flatMap(({ path, name, secret }) => {
      const [old, now] = [settingAt(before, path), settingAt(after, path)];
      return Bun.deepEquals(old, now) ? [] : [[name, secret ? null : old]];
    }),
  );
}
