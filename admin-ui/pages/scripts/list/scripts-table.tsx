import { Stack, Switch, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { TableFrame } from "../../../parts/table-frame.tsx";
import type { KnownScript } from "../script.ts";
import { scriptsText } from "../strings.ts";
import { LastRun } from "./last-run.tsx";

export interface Column<S> {
  readonly title: string;
  readonly cell: (script: S) => ReactNode;
}

interface ScriptsTableProps<S extends KnownScript> {
  readonly label: string;
  readonly scripts: readonly S[];
  /** What its kind alone has, between the name and the last run. */
  readonly columns: readonly Column<S>[];
  readonly link: (script: S) => ReactNode;
  readonly menu: (script: S) => ReactNode;
  /** What has been switched and is not answered yet. */
  readonly switching: { readonly id: string; readonly enabled: boolean } | null;
  readonly onSwitch: (script: S, enabled: boolean) => void;
}

/** Scripts of a kind: on or off, what makes them run, how they ran last. */
export function ScriptsTable<S extends KnownScript>({
  label,
  scripts,
  columns,
  link,
  menu,
  switching,
  onSwitch,
}: ScriptsTableProps<S>) {
  return (
    <TableFrame label={label} minWidth={880}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={64}>{scriptsText.enabled}</Table.Th>
          <Table.Th>{scriptsText.name}</Table.Th>
          {columns.map(({ title }) => (
            <Table.Th key={title}>{title}</Table.Th>
          ))}
          <Table.Th>{scriptsText.lastRun}</Table.Th>
          <Table.Th w={56} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {scripts.map((script) => {
          const isSwitching = switching?.id === script.id;
          return (
            <Table.Tr key={script.id}>
              <Table.Td>
                <Switch
                  aria-label={scriptsText.on(script.name)}
                  checked={isSwitching ? switching.enabled : script.enabled}
                  onChange={(event) => onSwitch(script, event.currentTarget.checked)}
                />
              </Table.Td>
              <Table.Td>
                <Stack gap={0}>
                  {link(script)}
                  {script.help !== "" && (
                    <Text size="xs" c="dimmed" lineClamp={1} maw={260}>
                      {script.help}
                    </Text>
                  )}
                </Stack>
              </Table.Td>
              {columns.map(({ title, cell }) => (
                <Table.Td key={title}>{cell(script)}</Table.Td>
              ))}
              <Table.Td>
                <LastRun script={script} />
              </Table.Td>
              <Table.Td>{menu(script)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </TableFrame>
  );
}
