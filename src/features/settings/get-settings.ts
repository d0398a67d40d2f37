import { Type, type Static, type TObject } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { shown, withoutSecrets } from "./setting-paths.ts";
import { settingsSchema } from "./settings.ts";

export const shownSettings: TObject = shown(settingsSchema);

/** Every setting but the secrets, which nobody is shown. */
export const getSettings = operation({
  name: "settings.get",
  summary: "Show the settings; secrets are left out.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: shownSettings,
  http: "GET /settings",
  tool: { name: "get_settings", title: "Get settings" },

  async run(context): Promise<Static<typeof shownSettings>> {
    return withoutSecrets(await context.services.settings.current());
  },
});
