import { AppShell, Burger, Group, ScrollArea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import type { Credentials } from "../client/session.ts";
import { useAppearance } from "../client/use-appearance.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { CommandPalette, PaletteButton } from "./command-palette.tsx";
import { Navigation } from "./navigation.tsx";
import styles from "./shell.module.css";
import { Shortcuts } from "./shortcuts.tsx";
import { SignInAgain } from "./sign-in-again.tsx";
import { shellText } from "./strings.ts";
import { useAccent } from "./use-accent.ts";

interface ShellProps {
  readonly who: Credentials;
  /** The session has ended while they were at work. */
  readonly isOver: boolean;
  readonly children: ReactNode;
}

/** What stands around every page. */
export function Shell({ who, isOver, children }: ShellProps) {
  const [opened, { toggle, close }] = useDisclosure();
  const router = useRouter();
  const { name, accent } = useAppearance();
  useAccent(accent);
  useEffect(() => router.subscribe("onBeforeNavigate", close), [router, close]);
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 248, breakpoint: "sm", collapsed: { mobile: !opened } }}
    >
      <a href="#contents" className={styles.skip}>
        {shellText.skip}
      </a>
      <AppShell.Header className={styles.header} hiddenFrom="sm">
        <Group h="100%" px="sm" gap="xs" justify="space-between">
          <Group gap="xs">
            <Burger opened={opened} onClick={toggle} size="sm" aria-label={shellText.openMenu} />
            <Brand name={name} />
          </Group>
          <PaletteButton compact />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        className={styles.navbar}
        data-closed={!opened || undefined}
        aria-label={shellText.navigation}
      >
        <AppShell.Section className={styles.top}>
          <Group justify="space-between">
            <Brand name={name} />
            <Burger
              opened
              onClick={close}
              size="sm"
              hiddenFrom="sm"
              aria-label={shellText.closeMenu}
            />
          </Group>
          <PaletteButton />
        </AppShell.Section>
        <AppShell.Section grow component={ScrollArea} scrollbarSize={6} type="scroll">
          <Navigation />
        </AppShell.Section>
        <AppShell.Section className={styles.bottom}>
          <AccountMenu who={who} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="contents" tabIndex={-1} className={styles.main}>
        {children}
      </AppShell.Main>
      <CommandPalette />
      <Shortcuts />
      {isOver && <SignInAgain who={who} />}
    </AppShell>
  );
}
