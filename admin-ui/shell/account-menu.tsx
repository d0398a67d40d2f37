import {
  Avatar,
  Menu,
  SegmentedControl,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from "@mantine/core";
import { IconChevronDown, IconLogout } from "@tabler/icons-react";
import { useClient } from "../client/use-client.ts";
import type { Credentials } from "../client/session.ts";
import styles from "./shell.module.css";
import { shellText } from "./strings.ts";

export function AccountMenu({ who }: { who: Credentials }) {
  const { session } = useClient();
  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <UnstyledButton className={styles.account}>
          <Avatar size={24} name={who.email} color="initials" />
          <span>{who.email}</span>
          <VisuallyHidden>{shellText.account}</VisuallyHidden>
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{shellText.scheme}</Menu.Label>
        <ColorSchemeSwitch />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => session.signOut()}>
          {shellText.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ColorSchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes = Object.entries(shellText.schemes).map(([value, label]) => ({ value, label }));
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={shellText.scheme}
      data={schemes}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
    />
  );
}
