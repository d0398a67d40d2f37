import { Group, Stack, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useRead } from "../../../client/use-read.ts";
import { Actor } from "../../../parts/actor.tsx";
import { DisclosureButton } from "../../../parts/disclosure-button.tsx";
import { millisecondsInWords } from "../../../parts/duration.ts";
import { Loaded } from "../../../parts/loaded.tsx";
import { Time, timeInWords } from "../../../parts/time.tsx";
import { RunBadge } from "../run-badge.tsx";
import styles from "../scripts.module.css";
import type { Run, ScriptKind } from "../script.ts";
import { runsText } from "../strings.ts";
import { LogLines } from "./log-lines.tsx";

interface RunLineProps {
  readonly run: Run;
  readonly namesScript: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One run, and below it, when asked for, all that is known of it. */
export function RunLine({ run, namesScript, isOpen, onToggle }: RunLineProps) {
  const { at, cause, outcome, message, firstLine, durationMs, times } = run;
  return (
    <>
      <Table.Tr className={styles.run} onClick={onToggle}>
        <Table.Td c="dimmed" style={{ whiteSpace: "nowrap" }}>
          <Time value={at} />
        </Table.Td>
        {namesScript && (
          <Table.Td onClick={(event) => event.stopPropagation()}>
            <ScriptLink run={run} />
          </Table.Td>
        )}
        <Table.Td>
          <DisclosureButton
            isOpen={isOpen}
            label={runsText.open(cause, timeInWords(new Date(at), new Date()))}
          >
            <span className="mono">{cause}</span>
          </DisclosureButton>
        </Table.Td>
        <Table.Td>
          <Group gap={6} wrap="nowrap">
            <RunBadge outcome={outcome} />
            {times > 1 && (
              <Text size="xs" c="dimmed" className="number">
                {runsText.times(times)}
              </Text>
            )}
          </Group>
        </Table.Td>
        <Table.Td>
          <Text size="xs" c="dimmed" className="mono" lineClamp={1} maw={320}>
            {message || firstLine}
          </Text>
        </Table.Td>
        <Table.Td ta="right" c="dimmed" className="number" style={{ whiteSpace: "nowrap" }}>
          {millisecondsInWords(durationMs)}
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr className={styles.details}>
          <Table.Td colSpan={namesScript ? 6 : 5}>
            <RunDetails run={run} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function RunDetails({ run: { id, kind, message, lines, actor, times } }: { run: Run }) {
  return (
    <Stack gap="xs" py="xs">
      {message !== "" && (
        <Text size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
          {message}
        </Text>
      )}
      {lines === 0 ? (
        <Text size="sm" c="dimmed">
          {runsText.noLog}
        </Text>
      ) : (
        <RunLog run={id} />
      )}
      <Group gap={6}>
        {!actor.startsWith(`${kind}:`) && (
          <>
            <Text size="xs" c="dimmed">
              {runsText.by}
            </Text>
            <Actor actor={actor} />
          </>
        )}
        {times > 1 && (
          <Text size="xs" c="dimmed">
            {runsText.alike(times)}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

/** All it logged, read when somebody looks. */
function RunLog({ run }: { run: string }) {
  const whole = useRead("scripts.getRun", { run });
  return <Loaded query={whole}>{({ log }) => <LogLines lines={log} />}</Loaded>;
}

/** By its id, which stays when its name does not. */
function ScriptLink({ run: { kind, script, name } }: { run: Run }) {
  return (
    <Link to={editors[kind as ScriptKind]} params={{ script }} className={styles.name}>
      {name}
    </Link>
  );
}

const editors = {
  hook: "/hooks/$script",
  route: "/routes/$script",
  job: "/jobs/$script",
} as const;
