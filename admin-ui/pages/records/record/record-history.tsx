import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconArrowBackUp, IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import type { Output } from "../../../client/operations.ts";
import { useCall } from "../../../client/use-call.ts";
import { useRead } from "../../../client/use-read.ts";
import { Actor } from "../../../parts/actor.tsx";
import { ChangedValues } from "../../../parts/changed-values.tsx";
import { confirm } from "../../../parts/confirm.tsx";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Time } from "../../../parts/time.tsx";
import { text } from "../../../strings.ts";
import { recordsText } from "../strings.ts";
import styles from "./record-history.module.css";

type Entry = Output<"history.list">["items"][number];

const { history: words } = recordsText;
const step = 20;

/** Who changed what, newest first, and the way back. */
export function RecordHistory({ collection, id }: { collection: Collection; id: string }) {
  const [perPage, setPerPage] = useState(step);
  const history = useRead(
    "history.list",
    { collection: collection.name, record: id, perPage },
    { keepPrevious: true },
  );
  return (
    <Loaded query={history}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={IconHistory} title={words.none} description={words.noneHint} />
        ) : (
          <Stack gap="md">
            <ol className={styles.entries}>
              {items.map((entry) => (
                <HistoryEntry key={entry.sequence} entry={entry} />
              ))}
            </ol>
            {items.length === perPage && (
              <Button variant="default" onClick={() => setPerPage(perPage + step)}>
                {words.more}
              </Button>
            )}
          </Stack>
        )
      }
    </Loaded>
  );
}

const colors: Readonly<Record<string, string>> = { create: "green", update: "blue", delete: "red" };

function HistoryEntry({ entry }: { entry: Entry }) {
  const undo = useCall("history.undo", {
    changes: ["records.*", "history.*"],
    done: ({ undone }) => words.undone(undone),
  });
  const action = entry.action as "create" | "update" | "delete";
  return (
    <li className={styles.entry}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap={8}>
          <Actor actor={entry.actor} />
          <Badge color={colors[action] ?? "gray"}>{words[action]}</Badge>
          <Text size="sm" c="dimmed">
            <Time value={entry.at} />
          </Text>
        </Group>
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ flex: "none" }}
          leftSection={<IconArrowBackUp size={14} />}
          loading={undo.isPending}
          aria-label={words.undo}
          onClick={() =>
            confirm({
              title: words.undoTitle,
              message: words.undoText,
              action: text.undo,
              onConfirm: () => undo.mutate({ call: entry.call }),
            })
          }
        >
          {text.undo}
        </Button>
      </Group>
      {action === "update" && <ChangedValues before={entry.before} after={entry.after} />}
    </li>
  );
}
