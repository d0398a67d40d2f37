import { Button, Group, Stack, Text } from "@mantine/core";
import { IconFilter, IconHistory } from "@tabler/icons-react";
import { useRead } from "../../client/use-read.ts";
import { ActivityLink } from "../../parts/activity-link.tsx";
import { Actor } from "../../parts/actor.tsx";
import { CopiedText } from "../../parts/copied-text.tsx";
import { DetailDrawer } from "../../parts/detail-drawer.tsx";
import { millisecondsInWords } from "../../parts/duration.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { OutcomeBadge } from "../../parts/outcome-badge.tsx";
import { exactTime } from "../../parts/time.tsx";
import type { AuditCall } from "./audit-call.ts";
import type { Go } from "./audit-search.ts";
import { CallChanges } from "./call-changes.tsx";
import { callText as words } from "./strings.ts";

/** All that is known of one call; undefined: it is closed. */
export function CallDrawer({ id, go }: { id: string | undefined; go: Go }) {
  return (
    <DetailDrawer id={id} title={words.title} onClose={() => go({ call: undefined })}>
      {(call) => <StoredCall id={call} go={go} />}
    </DetailDrawer>
  );
}

function StoredCall({ id, go }: { id: string; go: Go }) {
  const found = useRead("audit.list", { call: id });
  return (
    <Loaded query={found}>
      {({ items: [call] }) =>
        call ? (
          <Call call={call} go={go} />
        ) : (
          <EmptyState icon={IconHistory} title={words.gone} description={words.goneText} />
        )
      }
    </Loaded>
  );
}

function Call({ call, go }: { call: AuditCall; go: Go }) {
  const { actor, token, door, transport } = call;
  const way = words.doors[door as keyof typeof words.doors] ?? door;
  return (
    <Stack gap="md">
      <Facts
        facts={[
          [words.operation, <CopiedText key="operation" value={call.operation} />],
          [words.at, exactTime(new Date(call.at))],
          [words.who, <Actor key="who" actor={actor} />],
          [words.outcome, <OutcomeBadge key="outcome" outcome={call.outcome} />],
          [words.door, way + (transport && transport !== door ? ` (${transport})` : "")],
          [words.client, call.client],
          [words.took, millisecondsInWords(call.durationMs)],
          [words.token, token && <CopiedText value={token} />],
          [words.id, <CopiedText key="id" value={call.id} />],
        ]}
      />
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFilter size={14} />}
          onClick={() => go({ actor, call: undefined, page: undefined })}
        >
          {words.sameWho}
        </Button>
        {token !== "" && door === "mcp" && <ActivityLink token={token} />}
      </Group>
      {call.changedCount > 0 ? (
        <CallChanges call={call} go={go} />
      ) : (
        <Text c="dimmed">{words.nothing}</Text>
      )}
    </Stack>
  );
}
