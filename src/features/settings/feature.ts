import type { Feature } from "../../kernel/feature.ts";
import { checkSettings } from "./check-settings.ts";
import { getSettings } from "./get-settings.ts";
import { createSettingsTable, LiveSettings, readStored, writeStored } from "./live-settings.ts";
import { setSettings } from "./set-settings.ts";
import { turnSecrets, type Patch } from "./setting-paths.ts";
import { settingsFrom } from "./settings-environment.ts";
import { SettingsAdmission } from "./settings-admission.ts";
import { SettingsMailer } from "./settings-mailer.ts";
import { testS3 } from "./test-s3.ts";

/** What a superuser may set while the product runs, and the mails that need it. */
export const settings = {
  name: "settings",
  operations: [getSettings, setSettings, testS3],
  migrations: [{ id: "settings-1-table", run: (writer) => writer.change([createSettingsTable]) }],
  async turnSecrets(writer, turn) {
    const stored = JSON.parse(await readStored(writer)) as Patch;
    await writeStored(writer, JSON.stringify(turnSecrets(stored, turn)));
  },
  async start(world) {
    const live = new LiveSettings(world.storage, world.vault, settingsFrom(world.environment));
    const present = await live.current();
    // What is stored was checked when it was set; the environment may have put something else beside it.
    if (live.lockedNames.length > 0) checkSettings(present);
    world.onStop(live.follow((thrown) => world.report(thrown, "settings")));
    const mailer = new SettingsMailer(live, world.deliver, world.report);
    world.onStop(() => mailer.finish());
    const admission = new SettingsAdmission(live, world);
    return { settings: live, mailer, admission, probeBucket: world.probeBucket };
  },
} satisfies Feature;
