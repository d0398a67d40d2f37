import { Table, Text } from "@mantine/core";
import { TableFrame } from "../table-frame.tsx";
import { schemaText as words } from "./strings.ts";

/** What can be given by a name. */
export interface PropertyRow {
  /** With the names of the objects it is in: `options.limit`. */
  readonly path: string;
  /** Its type, in words. */
  readonly takes: string;
  readonly meaning: string;
  readonly required: boolean;
}

interface PropertyTableProps {
  readonly label: string;
  /** What they are called together, above their names. */
  readonly heading: string;
  readonly rows: readonly PropertyRow[];
}

/** A schema for reading: what each property takes, and what it is for. */
export function PropertyTable({ label, heading, rows }: PropertyTableProps) {
  return (
    <TableFrame label={label} minWidth={320}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{heading}</Table.Th>
          <Table.Th>{words.takes}</Table.Th>
          <Table.Th>{words.meaning}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ path, takes, meaning, required }) => (
          <Table.Tr key={path}>
            <Table.Td className="mono">
              {path}
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
  );
}
