import { NumberOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function VectorSettings(props: SettingsProps) {
  return (
    <NumberOption
      {...props}
      option="dimensions"
      label={words.dimensions}
      description={words.dimensionsHint}
    />
  );
}
