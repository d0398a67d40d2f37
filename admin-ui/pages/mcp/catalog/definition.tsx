import { Stack, Table, Text } from "@mantine/core";
import { CodeBlock } from "../../../parts/code-block.tsx";
import {
  isKnownObject,
  typeInWords,
  type JsonSchema,
} from "../../../parts/schema-form/json-schema.ts";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { variablesIn } from "../playground/try-named.tsx";
import type { CatalogEntry } from "./catalog-entry.ts";
import styles from "./catalog.module.css";
import { catalogText } from "./strings.ts";

/** What it takes, and all that an agent is sent of it. */
export function Definition({ entry }: { entry: CatalogEntry }) {
  const rows = argumentsOf(entry);
  return (
    <Stack gap="lg">
      {rows.length === 0 ? (
        <Text c="dimmed">{catalogText.noArguments}</Text>
      ) : (
        <TableFrame label={catalogText.argument}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{catalogText.argument}</Table.Th>
              <Table.Th>{catalogText.takes}</Table.Th>
              <Table.Th>{catalogText.meaning}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ path, takes, meaning, required }) => (
              <Table.Tr key={path}>
                <Table.Td className={styles.code}>
                  {path}
                  {required && (
                    <Text size="xs" c="dimmed" ff="text">
                      {catalogText.required}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{takes}</Table.Td>
                <Table.Td c="dimmed">{meaning}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </TableFrame>
      )}
      <Stack gap="xs">
        <Text fw={550}>{catalogText.raw}</Text>
        <CodeBlock code={JSON.stringify(sentOf(entry), null, 2)} label={catalogText.raw} />
      </Stack>
    </Stack>
  );
}

interface Argument {
  readonly path: string;
  readonly takes: string;
  readonly meaning: string;
  readonly required: boolean;
}

function argumentsOf(entry: CatalogEntry): Argument[] {
  switch (entry.kind) {
    case "tool":
      return propertiesOf(entry.tool.inputSchema as JsonSchema);
    case "prompt":
      return (entry.prompt.arguments ?? []).map(({ name, description = "", required = false }) => ({
        path: name,
        takes: typeInWords({ type: "string" }),
        meaning: description,
        required,
      }));
    case "template":
      return variablesIn(entry.template.uriTemplate).map((path) => ({
        path,
        takes: typeInWords({ type: "string" }),
        meaning: "",
        required: true,
      }));
    case "resource":
      return [];
  }
}

/** Objects are followed by their own properties. */
function propertiesOf(schema: JsonSchema, above = ""): Argument[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, each]) => {
    const path = above === "" ? name : `${above}.${name}`;
    const own = {
      path,
      takes: typeInWords(each),
      meaning: each.description ?? "",
      required: schema.required?.includes(name) === true,
    };
    return isKnownObject(each) ? [own, ...propertiesOf(each, path)] : [own];
  });
}

function sentOf(entry: CatalogEntry): object {
  switch (entry.kind) {
    case "tool":
      return entry.tool;
    case "prompt":
      return entry.prompt;
    case "template":
      return entry.template;
    case "resource":
      return entry.resource;
  }
}
