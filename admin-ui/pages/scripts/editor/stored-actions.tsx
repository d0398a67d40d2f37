import { Switch } from "@mantine/core";
import type { ReactNode } from "react";
import { ScriptMenu } from "../list/script-menu.tsx";
import type { KnownScript } from "../script.ts";
import { scriptsText } from "../strings.ts";

interface StoredActionsProps {
  readonly script: KnownScript;
  /** What has been switched and is not answered yet. */
  readonly switching: boolean | null;
  readonly onSwitch: (enabled: boolean) => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
  /** Further lines of the menu. */
  readonly children?: ReactNode;
}

/** On or off, at once, whatever is unsaved; and what else can be done with it as a whole. */
export function StoredActions({
  script: { name, enabled },
  switching,
  onSwitch,
  children,
  ...menu
}: StoredActionsProps) {
  return (
    <>
      <Switch
        aria-label={scriptsText.on(name)}
        label={scriptsText.enabled}
        checked={switching ?? enabled}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <ScriptMenu name={name} {...menu}>
        {children}
      </ScriptMenu>
    </>
  );
}
