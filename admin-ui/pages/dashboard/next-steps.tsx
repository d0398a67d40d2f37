import { ActionIcon, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconCircle, IconCircleCheckFilled, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useAppearance } from "../../client/use-appearance.ts";
import { useCall } from "../../client/use-call.ts";
import { useCollections } from "../../client/use-collections.ts";
import { useRead } from "../../client/use-read.ts";
import { LinkButton } from "../../parts/links.tsx";
import styles from "./dashboard.module.css";
import { stepsText as words } from "./strings.ts";

/** What a new server wants done, until all of it is, or somebody has seen enough of it. */
export function NextSteps() {
  const [isHidden, setHidden] = useLocalStorage({
    key: "vaultbase.nextSteps.hidden",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const collections = useCollections().data;
  const { hidesControls } = useAppearance();
  const tokens = useRead("tokens.list", {}, { enabled: !isHidden }).data;
  const calls = useRead("mcp.calls", { perPage: 1 }, { enabled: !isHidden }).data;
  const backups = useRead("backups.list", {}, { enabled: !isHidden }).data;
  if (isHidden || !collections || !tokens || !calls || !backups) return null;
  const done = {
    collection: collections.some(({ system }) => !system),
    token: tokens.items.length > 0,
    agent: calls.items.length > 0,
    backup: backups.items.length > 0,
  };
  if (Object.values(done).every(Boolean)) return null;
  return (
    <Paper component="section" p="md" aria-label={words.title}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{words.title}</Title>
        <ActionIcon aria-label={words.hide} onClick={() => setHidden(true)}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <ul className={styles.steps}>
        <Step name="collection" isDone={done.collection}>
          {!hidesControls && (
            <LinkButton size="xs" variant="default" to="/new-collection">
              {words.collection.action}
            </LinkButton>
          )}
        </Step>
        <Step name="token" isDone={done.token}>
          <LinkButton size="xs" variant="default" to="/mcp" search={{ mint: "read" }}>
            {words.token.action}
          </LinkButton>
        </Step>
        <Step name="agent" isDone={done.agent}>
          <LinkButton size="xs" variant="default" to="/mcp">
            {words.agent.action}
          </LinkButton>
        </Step>
        <Step name="backup" isDone={done.backup}>
          <MakeBackup />
        </Step>
      </ul>
    </Paper>
  );
}

interface StepProps {
  readonly name: "collection" | "token" | "agent" | "backup";
  readonly isDone: boolean;
  readonly children: ReactNode;
}

function Step({ name, isDone, children }: StepProps) {
  const Icon = isDone ? IconCircleCheckFilled : IconCircle;
  return (
    <li className={styles.step} data-done={isDone || undefined}>
      <Icon size={19} role="img" aria-label={isDone ? words.isDone : words.isOpen} />
      <Stack gap={0} flex={1}>
        <Text fw={550}>{words[name].title}</Text>
        {!isDone && (
          <Text size="sm" c="dimmed">
            {words[name].text}
          </Text>
        )}
      </Stack>
      {!isDone && children}
    </li>
  );
}

function MakeBackup() {
  const backup = useCall("backups.create", {
    changes: ["backups.*", "server.usage"],
    done: words.backup.done,
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={backup.isPending}
      onClick={() => backup.mutate({})}
    >
      {words.backup.action}
    </Button>
  );
}
