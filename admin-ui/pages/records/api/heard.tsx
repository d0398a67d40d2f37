import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import type { LiveEvent } from "../../../client/live.ts";
import { useLive } from "../../../client/use-live.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { Time } from "../../../parts/time.tsx";
import { recordsText } from "../strings.ts";

const { api: words } = recordsText;
const keptEvents = 30;

interface HeardEvent {
  readonly key: number;
  readonly at: string;
  readonly event: LiveEvent;
}

/** Listens along, and shows each event as a subscriber gets it. */
export function Heard({ collection }: { collection: Collection }) {
  const [listens, setListens] = useState(false);
  const [events, setEvents] = useState<readonly HeardEvent[]>([]);
  useLive(listens ? `${collection.name}/*` : null, (event) =>
    setEvents((before) => {
      const key = (before[0]?.key ?? 0) + 1;
      return [{ key, at: new Date().toISOString(), event }, ...before].slice(0, keptEvents);
    }),
  );
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h5">
          {words.heard}
        </Title>
        <Button
          size="xs"
          variant={listens ? "light" : "default"}
          leftSection={listens ? <IconPlayerStop size={14} /> : <IconPlayerPlay size={14} />}
          onClick={() => setListens(!listens)}
        >
          {listens ? words.stop : words.listen}
        </Button>
      </Group>
      <Stack gap="sm" aria-live="polite">
        {events.length === 0 && (
          <Text c="dimmed">{listens ? words.nothingHeard : words.listenHint}</Text>
        )}
        {events.map(({ key, at, event }) => (
          <div key={key}>
            <Text size="xs" c="dimmed">
              {event.action} · <Time value={at} />
            </Text>
            <CodeBlock code={JSON.stringify(event, null, 2)} label={words.event} />
          </div>
        ))}
      </Stack>
    </div>
  );
}
