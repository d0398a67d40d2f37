import { Switch } from "@mantine/core";
import { scriptsText } from "../strings.ts";

interface EnabledSwitchProps {
  readonly name: string;
  readonly enabled: boolean;
  readonly onSwitch: (enabled: boolean) => void;
}

/** On or off, at once; what is unsaved stays so. */
export function EnabledSwitch({ name, enabled, onSwitch }: EnabledSwitchProps) {
  return (
    <Switch
      aria-label={scriptsText.on(name)}
      label={scriptsText.enabled}
      checked={enabled}
      onChange={(event) => onSwitch(event.currentTarget.checked)}
    />
  );
}
