import { Title } from "@mantine/core";
import { PropertyTable, type PropertyRow } from "../../../parts/schema-form/property-table.tsx";
import { recordsText } from "../strings.ts";

interface ParameterTableProps {
  readonly title: string;
  readonly rows: readonly PropertyRow[];
}

export function ParameterTable({ title, rows }: ParameterTableProps) {
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <PropertyTable label={title} heading={recordsText.api.name} rows={rows} />
    </div>
  );
}
