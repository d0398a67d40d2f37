import { Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useState } from "react";
import type { Output } from "../../../client/operations.ts";
import { useRead } from "../../../client/use-read.ts";
import { Actor } from "../../../parts/actor.tsx";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { DisclosureButton } from "../../../parts/disclosure-button.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { Time, timeInWords } from "../../../parts/time.tsx";
import styles from "../scripts.module.css";
import { versionsText } from "../strings.ts";

type Version = Output<"scripts.versions">["items"][number];

interface VersionsViewProps {
  /** By id. */
  readonly script: string;
  /** Takes what it was then for what is written now; nothing is saved by that. */
  readonly onBringBack: (script: Readonly<Record<string, unknown>>) => void;
}

/** What a script was before, and who changed it: the latest first. */
export function VersionsView({ script, onBringBack }: VersionsViewProps) {
  const versions = useRead("scripts.versions", { script });
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <Loaded query={versions}>
      {({ items }) => (
        <TableFrame label={versionsText.title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{versionsText.at}</Table.Th>
              <Table.Th>{versionsText.who}</Table.Th>
              <Table.Th>{versionsText.changed}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((version, index) => (
              <VersionLine
                key={version.id}
                version={version}
                isLatest={index === 0}
                isOpen={opened === version.id}
                onToggle={() => setOpened(opened === version.id ? null : version.id)}
                onBringBack={onBringBack}
              />
            ))}
          </Table.Tbody>
        </TableFrame>
      )}
    </Loaded>
  );
}

interface VersionLineProps extends Pick<VersionsViewProps, "onBringBack"> {
  readonly version: Version;
  readonly isLatest: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function VersionLine({ version, isLatest, isOpen, onToggle, onBringBack }: VersionLineProps) {
  const { at, actor, action, changed, script } = version;
  return (
    <>
      <Table.Tr className={styles.run} onClick={onToggle}>
        <Table.Td>
          <Group gap="xs" wrap="nowrap">
            <DisclosureButton
              isOpen={isOpen}
              label={versionsText.open(timeInWords(new Date(at), new Date()))}
            >
              <Time value={at} />
            </DisclosureButton>
            {isLatest && <Badge flex="none">{versionsText.latest}</Badge>}
          </Group>
        </Table.Td>
        <Table.Td>
          <Actor actor={actor} />
        </Table.Td>
        <Table.Td>
          <Text size="sm" c="dimmed">
            {action === "create"
              ? versionsText.created
              : changed.map((name) => versionsText.parts[name] ?? name).join(", ")}
          </Text>
        </Table.Td>
      </Table.Tr>
      {isOpen && script && (
        <Table.Tr className={styles.details}>
          <Table.Td colSpan={3}>
            <Stack gap="xs" py="xs">
              <CodeBlock code={String(script.source)} label={versionsText.source} />
              {!isLatest && (
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconRestore size={14} />}
                  style={{ alignSelf: "flex-start" }}
                  onClick={() => onBringBack(script)}
                >
                  {versionsText.bringBack}
                </Button>
              )}
            </Stack>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
