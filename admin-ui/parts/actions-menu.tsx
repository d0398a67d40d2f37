import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface ActionsMenuProps {
  readonly label: string;
  readonly size?: "sm" | "md" | "lg";
  readonly children: ReactNode;
}

/** What else can be done with something, behind three dots. */
export function ActionsMenu({ label, size = "md", children }: ActionsMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={label} size={size}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
