import type { Context } from "../../../kernel/context.ts";
import { asFailure } from "../../../kernel/failure.ts";
import type { ForeignDatabase } from "../../../kernel/foreign-database.ts";
import { setSettings } from "../../settings/set-settings.ts";
import { allSettings, settingAt, withSetting, type Patch } from "../../settings/setting-paths.ts";
import type { Report } from "./report.ts";
import { textCell } from "./pocketbase-source.ts";

/** Settings that mean the same here, secrets too. Answers whether they came along. */
export async function copySettings(
  inside: Context,
  database: ForeignDatabase,
  report: Report,
): Promise<boolean> {
  const stored = readSettings(database);
  if (!stored) {
    report.leaveOut("settings", "They are encrypted: PocketBase alone has the key.");
    return false;
  }
  let patch: Patch = {};
  for (const { path } of allSettings) {
    const value = settingAt(stored, path);
    if (value !== undefined && value !== null) patch = withSetting(patch, path, value);
  }
  try {
    await setSettings.run(inside, patch);
    return true;
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code !== "invalid") throw thrown;
    report.leaveOut("settings", `${failure.message} ${failure.hint ?? ""}`.trim());
    return false;
  }
}

function readSettings(database: ForeignDatabase): Patch | null {
  if (!database.tables.has("_params")) return {};
  for (const { id, value } of database.rows("_params")) {
    if (id !== "settings") continue;
    // Encrypted ones are no JSON.
    const text = String(textCell(value));
    return text.startsWith("{") ? (JSON.parse(text) as Patch) : null;
  }
  return {};
}
