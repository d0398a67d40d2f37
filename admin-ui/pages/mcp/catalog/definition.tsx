import { Stack, Text } from "@mantine/core";
import { CodeBlock } from "../../../parts/code-block.tsx";
import {
  isKnownObject,
  typeInWords,
  type JsonSchema,
} from "../../../parts/schema-form/json-schema.ts";
import { PropertyTable, type PropertyRow } from "../../../parts/schema-form/property-table.tsx";
import { variablesIn } from "../playground/try-named.tsx";
import type { CatalogEntry } from "./catalog-entry.ts";
import { catalogText } from "./strings.ts";

/** What it takes, and all that an agent is sent of it. */
export function Definition({ entry }: { entry: CatalogEntry }) {
  const rows = argumentsOf(entry);
  return (
    <Stack gap="lg">
      {rows.length === 0 ? (
        <Text c="dimmed">{catalogText.noArguments}</Text>
      ) : (
        <PropertyTable label={catalogText.argument} heading={catalogText.argument} rows={rows} />
      )}
      <Stack gap="xs">
        <Text fw={550}>{catalogText.raw}</Text>
        <CodeBlock code={JSON.stringify(sentOf(entry), null, 2)} label={catalogText.raw} />
      </Stack>
    </Stack>
  );
}

function argumentsOf(entry: CatalogEntry): PropertyRow[] {
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
function propertiesOf(schema: JsonSchema, above = ""): PropertyRow[] {
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
