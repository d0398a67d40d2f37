import { Badge, Group, Switch, Table, Text, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Flag } from "../../../../src/product.ts";
import { useCall } from "../../../client/use-call.ts";
import { Time } from "../../../parts/time.tsx";
import { FlagMenu } from "../flag-menu.tsx";
import styles from "../flags.module.css";
import { RolloutBar } from "../rules/rollout-bar.tsx";
import { flagsText } from "../strings.ts";

/** One flag: its switch, what it is, and its first shares as a bar. */
export function FlagLine({ flag }: { flag: Flag }) {
  const { key, type, enabled, rules, help, updated } = flag;
  const change = useCall("flags.update", { changes: ["flags.*"], done: flagsText.switched });
  const rollout = rules.find((rule) => rule.rollout)?.rollout;
  // It moves at once; a refusal moves it back and says why.
  const isOn = change.isPending ? (change.variables.enabled ?? enabled) : enabled;
  return (
    <Table.Tr>
      <Table.Td>
        <Switch
          aria-label={flagsText.switchOf(key)}
          checked={isOn}
          onChange={(event) => change.mutate({ key, enabled: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={8} wrap="nowrap">
          <Link to="/flags/$flag" params={{ flag: key }} className={styles.key}>
            {key}
          </Link>
          {flag.public && (
            <Tooltip label={flagsText.publicHint}>
              <Badge color="blue" miw="max-content">
                {flagsText.public}
              </Badge>
            </Tooltip>
          )}
        </Group>
        {help !== "" && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {help}
          </Text>
        )}
      </Table.Td>
      <Table.Td c="dimmed">{flagsText.types[type]}</Table.Td>
      <Table.Td>
        <Text span className={styles.value} lineClamp={1} maw={180}>
          {JSON.stringify(flag.default)}
        </Text>
      </Table.Td>
      <Table.Td>
        {rules.length === 0 ? (
          <Text span size="sm" c="dimmed">
            {flagsText.noRules}
          </Text>
        ) : (
          <Group gap={8} wrap="nowrap">
            <Text span size="sm">
              {flagsText.someRules(rules.length)}
            </Text>
            {rollout && <RolloutBar rollout={rollout} small />}
          </Group>
        )}
      </Table.Td>
      <Table.Td c="dimmed" className={styles.when}>
        <Time value={updated} />
      </Table.Td>
      <Table.Td>
        <FlagMenu flag={key} />
      </Table.Td>
    </Table.Tr>
  );
}
