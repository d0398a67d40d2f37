import { Stack, Table, Text } from "@mantine/core";
import { Actor } from "../../../parts/actor.tsx";
import { DisclosureButton } from "../../../parts/disclosure-button.tsx";
import { millisecondsInWords } from "../../../parts/duration.ts";
import { OutcomeBadge } from "../../../parts/outcome-badge.tsx";
import { sizeInWords } from "../../../parts/size.ts";
import { Time } from "../../../parts/time.tsx";
import styles from "../mcp.module.css";
import { activityText } from "../strings.ts";
import type { Call } from "./call.ts";
import { CallDetails } from "./call-details.tsx";

interface CallLineProps {
  readonly call: Call;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One call, and below it, when asked for, all that is known of it. */
export function CallLine({ call, isOpen, onToggle }: CallLineProps) {
  const { at, actor, client, operation, outcome, changedCount, resultBytes, durationMs } = call;
  return (
    <>
      <Table.Tr className={styles.call} onClick={onToggle}>
        <Table.Td c="dimmed">
          <Time value={at} />
        </Table.Td>
        <Table.Td>
          <Stack gap={0}>
            <Actor actor={actor} />
            <Text size="xs" c="dimmed">
              {client}
            </Text>
          </Stack>
        </Table.Td>
        <Table.Td>
          <DisclosureButton isOpen={isOpen} label={activityText.open(operation)}>
            <span className="mono">{operation}</span>
          </DisclosureButton>
          <Text size="xs" c="dimmed" className="mono" lineClamp={1} maw={280}>
            {call.arguments === undefined ? "" : JSON.stringify(call.arguments)}
          </Text>
        </Table.Td>
        <Table.Td>
          <OutcomeBadge outcome={outcome} />
        </Table.Td>
        <Table.Td>{changedCount > 0 && activityText.changes(changedCount)}</Table.Td>
        <Table.Td ta="right" c="dimmed" className="number">
          {resultBytes !== undefined && sizeInWords(resultBytes)}
        </Table.Td>
        <Table.Td ta="right" c="dimmed" className="number">
          {millisecondsInWords(durationMs)}
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr className={styles.details}>
          <Table.Td colSpan={7}>
            <CallDetails call={call} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
