import type { Feature } from "../../kernel/feature.ts";
import { getSettings } from "./get-settings.ts";
import { createSettingsTable, LiveSettings } from "./live-settings.ts";
import { setSettings } from "./set-settings.ts";
import { SettingsMailer } from "./settings-mailer.ts";

/** What a superuser may set while the product runs, and the mails that need it. */
export const settings: Feature = {
  name: "settings",
  operations: [getSettings, setSettings],
  migrations: [{ id: "settings-1-table", run: (writer) => writer.change([createSettingsTable]) }],
  async start(world) {
    const live = new LiveSettings(world.storage);
    const mailer = new SettingsMailer(live, world.deliver, world.report);
    world.onStop(() => mailer.finish());
    return { settings: live, mailer };
  },
};
