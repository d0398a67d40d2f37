import { useSession } from "./use-client.ts";
import { useRead } from "./use-read.ts";

/** How these pages are to look, as the settings have it. */
export interface Appearance {
  /** The application's name. */
  readonly name: string | undefined;
  /** `#5057d9` */
  readonly accent: string | undefined;
  /** What changes the schema is not offered. */
  readonly hidesControls: boolean;
}

export function useAppearance(): Appearance {
  const session = useSession();
  const { data } = useRead("settings.get", {}, { enabled: session.kind === "in" });
  const { appName, accentColor, hideControls } = (data?.meta ?? {}) as {
    appName?: string;
    accentColor?: string;
    hideControls?: boolean;
  };
  return { name: appName, accent: accentColor, hidesControls: hideControls === true };
}
