import { Badge, Group, Switch, Table, Text, TextInput, Tooltip } from "@mantine/core";
import { IconFlag, IconPlus, IconSearchOff } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Flag } from "../../../../src/product.ts";
import { useCall } from "../../../client/use-call.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Page } from "../../../parts/page.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { Time } from "../../../parts/time.tsx";
import { usePaletteActions } from "../../../shell/palette-actions.tsx";
import { FlagMenu } from "../flag-menu.tsx";
import styles from "../flags.module.css";
import { RolloutBar } from "../rules/rollout-bar.tsx";
import { flagsText } from "../strings.ts";
import { useFlags } from "../use-flags.ts";

const route = getRouteApi("/flags");

/** The flags, each with its switch. */
export function FlagsPage() {
  const { q = "" } = route.useSearch();
  const navigate = useNavigate({ from: "/flags" });
  const flags = useFlags();
  usePaletteActions(
    useMemo(
      () => [{ label: flagsText.add, run: () => void navigate({ to: "/new-flag" }) }],
      [navigate],
    ),
  );
  return (
    <Page
      title={flagsText.title}
      description={flagsText.description}
      actions={
        <LinkButton to="/new-flag" leftSection={<IconPlus size={16} />}>
          {flagsText.add}
        </LinkButton>
      }
    >
      <Loaded query={flags}>
        {(all) => {
          if (all.length === 0) return <NoFlags />;
          const word = q.trim().toLowerCase();
          const found = all.filter(({ key, help }) =>
            `${key} ${help}`.toLowerCase().includes(word),
          );
          return (
            <>
              <TextInput
                size="xs"
                w={260}
                mb="sm"
                aria-label={flagsText.find}
                placeholder={flagsText.find}
                value={q}
                onChange={({ currentTarget: { value } }) =>
                  void navigate({ search: { q: value || undefined }, replace: true })
                }
              />
              {found.length === 0 ? (
                <EmptyState icon={IconSearchOff} title={flagsText.noneFound} />
              ) : (
                <FlagTable flags={found} />
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function NoFlags() {
  return (
    <EmptyState icon={IconFlag} title={flagsText.none} description={flagsText.noneText}>
      <LinkButton to="/new-flag">{flagsText.add}</LinkButton>
    </EmptyState>
  );
}

function FlagTable({ flags }: { flags: readonly Flag[] }) {
  return (
    <TableFrame label={flagsText.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={70}>{flagsText.on}</Table.Th>
          <Table.Th>{flagsText.key}</Table.Th>
          <Table.Th>{flagsText.type}</Table.Th>
          <Table.Th>{flagsText.default}</Table.Th>
          <Table.Th w={210}>{flagsText.rules}</Table.Th>
          <Table.Th>{flagsText.updated}</Table.Th>
          <Table.Th w={56} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {flags.map((flag) => (
          <FlagLine key={flag.key} flag={flag} />
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}

function FlagLine({ flag }: { flag: Flag }) {
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
              <Badge color="blue">{flagsText.public}</Badge>
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
