import { Menu } from "@mantine/core";
import { IconCopy, IconHistory } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ActionsMenu } from "../../../parts/actions-menu.tsx";
import { DeleteItem } from "../../../parts/delete-item.tsx";
import { text } from "../../../strings.ts";
import { scriptsText } from "../strings.ts";

interface ScriptMenuProps {
  readonly name: string;
  /** What its kind alone can do, on top. */
  readonly children?: ReactNode;
  readonly onRuns?: () => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
}

/** What can be done with a script as a whole. */
export function ScriptMenu({ name, children, onRuns, onDuplicate, onDelete }: ScriptMenuProps) {
  return (
    <ActionsMenu label={text.actionsFor(name)} size="lg">
      {children}
      {onRuns && (
        <Menu.Item leftSection={<IconHistory size={16} />} onClick={onRuns}>
          {scriptsText.seeRuns}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={onDuplicate}>
        {scriptsText.duplicate}
      </Menu.Item>
      <Menu.Divider />
      <DeleteItem
        title={scriptsText.deleteTitle(name)}
        message={scriptsText.deleteText}
        word={name}
        onConfirm={onDelete}
      />
    </ActionsMenu>
  );
}
