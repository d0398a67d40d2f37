import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconFilter, IconHistory } from "@tabler/icons-react";
import type { Output } from "../../client/operations.ts";
import { useRead } from "../../client/use-read.ts";
import { ChangedValues } from "../../parts/changed-values.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import type { AuditCall } from "./audit-call.ts";
import styles from "./audit.module.css";
import type { Go } from "./audit-search.ts";
import { callText as words } from "./strings.ts";
import { UndoCall } from "./undo-call.tsx";

type Change = AuditCall["changed"][number];
type Entry = Output<"history.list">["items"][number];

/** Every record that it wrote, with the values before and after where they are records' values. */
export function CallChanges({ call, go }: { call: AuditCall; go: Go }) {
  const history = useRead("history.list", { call: call.id, perPage: 50 });
  const { changed, changedCount } = call;
  return (
    <Loaded query={history}>
      {({ items }) => (
        <Stack gap="sm">
          <Group justify="space-between">
            <Title order={3}>{words.changed}</Title>
            {items.length > 0 && <UndoCall call={call.id} />}
          </Group>
          {changed.map((change) => (
            <ChangedRecord
              key={`${change.collection}/${change.record}/${change.action}`}
              change={change}
              entry={items.find(
                ({ collection, record, action }) =>
                  collection === change.collection &&
                  record === change.record &&
                  action === change.action,
              )}
              go={go}
            />
          ))}
          {changedCount > changed.length && (
            <Text c="dimmed">{words.more(changedCount - changed.length)}</Text>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

interface ChangedRecordProps {
  readonly change: Change;
  /** Absent: what it was is not told. */
  readonly entry: Entry | undefined;
  readonly go: Go;
}

function ChangedRecord({ change: { collection, record, action }, entry, go }: ChangedRecordProps) {
  return (
    <div className={styles.change}>
      <Group justify="space-between" gap="xs">
        <Group gap={8}>
          <Badge color={colors[action] ?? "gray"}>
            {words.actions[action as keyof typeof words.actions] ?? action}
          </Badge>
          <Text size="sm" fw={550}>
            {collection}{" "}
            <Text span c="dimmed" className="mono">
              {record}
            </Text>
          </Text>
        </Group>
        {entry && action !== "delete" ? (
          <LinkButton
            size="compact-xs"
            variant="subtle"
            leftSection={<IconHistory size={13} />}
            to="/records/$collection"
            params={{ collection }}
            search={{ record, tab: "history" }}
          >
            {words.history}
          </LinkButton>
        ) : (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconFilter size={13} />}
            onClick={() => go({ collection, record, call: undefined, page: undefined })}
          >
            {words.touched}
          </Button>
        )}
      </Group>
      {entry && <ChangedValues before={entry.before} after={entry.after} />}
    </div>
  );
}

const colors: Readonly<Record<string, string>> = { create: "green", update: "blue", delete: "red" };
