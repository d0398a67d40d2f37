import { Badge, Group, Stack, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { CopyText } from "../../../parts/copy-text.tsx";
import { SearchInput } from "../../../parts/search-input.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { sectionOf } from "../sections.ts";
import { allSettings } from "../setting-schema.ts";
import { at, type Values } from "../setting-values.ts";
import styles from "../settings.module.css";
import { environmentText } from "../strings.ts";

/** Which variable sets which setting; those that do come first. */
export function EnvironmentTable({ settings }: { settings: Values }) {
  const [typed, setTyped] = useState("");
  const locked = at(settings, "locked") as readonly string[];
  const words = typed.toLowerCase();
  const found = allSettings
    .filter(({ name, variable, title }) =>
      `${name} ${variable} ${title}`.toLowerCase().includes(words),
    )
    .toSorted((a, b) => Number(locked.includes(b.name)) - Number(locked.includes(a.name)));
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm">{environmentText.count(locked.length)}</Text>
        <SearchInput w={260} label={environmentText.filter} value={typed} onChange={setTyped} />
      </Group>
      {found.length === 0 && <Text c="dimmed">{environmentText.none(typed)}</Text>}
      {found.length > 0 && (
        <TableFrame label={environmentText.variable}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{environmentText.setting}</Table.Th>
              <Table.Th>{environmentText.variable}</Table.Th>
              <Table.Th w={90}>{environmentText.state}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.map(({ name, variable }) => (
              <Table.Tr key={name}>
                <Table.Td>
                  <Link
                    to="/settings/$section"
                    params={{ section: sectionOf(name) }}
                    search={{ setting: name }}
                    className={styles.link}
                  >
                    {name}
                  </Link>
                </Table.Td>
                <Table.Td>
                  <Group gap={4} wrap="nowrap" justify="space-between">
                    <span className={styles.code}>{variable}</span>
                    <CopyText value={variable} label={environmentText.copy(variable)} />
                  </Group>
                </Table.Td>
                <Table.Td>
                  {locked.includes(name) ? (
                    <Badge color="yellow">{environmentText.locked}</Badge>
                  ) : (
                    <Text size="xs" c="dimmed">
                      {environmentText.free}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </TableFrame>
      )}
    </Stack>
  );
}
