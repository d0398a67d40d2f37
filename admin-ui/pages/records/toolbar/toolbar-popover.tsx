import { ActionIcon, Popover, Tooltip, type PopoverDropdownProps } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";

interface ToolbarPopoverProps extends Pick<PopoverDropdownProps, "w" | "p"> {
  readonly label: string;
  readonly icon: Icon;
  readonly children: (close: () => void) => ReactNode;
}

/** A button of the toolbar, and what it opens below itself. */
export function ToolbarPopover({ label, icon: Icon, children, ...size }: ToolbarPopoverProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={label}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <Icon size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} {...size}>
        {children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
