import { Type, type Static, type TObject } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import type { LiveSettings } from "./live-settings.ts";
import { secretSettings, settingAt, shown, withoutSecrets } from "./setting-paths.ts";
import { settingsSchema, type Settings } from "./settings.ts";

export const shownSettings: TObject = Type.Object({
  ...shown(settingsSchema).properties,
  locked: Type.Array(Type.String(), {
    description: "Settings that an environment variable has set, such as smtp.host.",
  }),
  secretsSet: Type.Array(Type.String(), {
    description: "Secrets that are set, such as smtp.password: they are not shown.",
  }),
});

export function presentSettings(settings: Settings, live: LiveSettings) {
  const secretsSet = secretSettings.filter(({ path }) => settingAt(settings, path) !== "");
  return {
    ...withoutSecrets(settings),
    locked: live.lockedNames,
    secretsSet: secretsSet.map(({ name }) => name),
  };
}

/** Every setting but the secrets, which nobody is shown. */
export const getSettings = operation({
  name: "settings.get",
  summary: "Show the settings; secrets are left out.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: shownSettings,
  http: "GET /settings",
  tool: { name: "list_settings", title: "List settings" },

  async run(context): Promise<Static<typeof shownSettings>> {
    const live = context.services.settings;
    return presentSettings(await live.current(), live);
  },
});
