import { Table, Text, Title } from "@mantine/core";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { recordsText } from "../strings.ts";
import styles from "./api.module.css";
import type { ParameterRow } from "./parameter-rows.ts";

const { api: words } = recordsText;

export function ParameterTable({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly ParameterRow[];
}) {
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <TableFrame label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.name}</Table.Th>
            <Table.Th>{words.takes}</Table.Th>
            <Table.Th>{words.meaning}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, takes, meaning, required }) => (
            <Table.Tr key={name}>
              <Table.Td className={`mono ${styles.name}`}>
                {name}
                {required && (
                  <Text size="xs" c="dimmed" ff="text">
                    {words.required}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{takes}</Table.Td>
              <Table.Td c="dimmed">{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
    </div>
  );
}
