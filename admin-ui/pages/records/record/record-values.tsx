import { Stack, Text } from "@mantine/core";
import type { Collection } from "../../../../src/product.ts";
import type { RecordData } from "../../../client/record.ts";
import { recordsText } from "../strings.ts";
import styles from "./record-form.module.css";

interface RecordValuesProps {
  readonly collection: Collection;
  readonly record: RecordData | null;
}

/** A record to be read only: what there is of it, for whoever looks. */
export function RecordValues({ collection, record }: RecordValuesProps) {
  return (
    <Stack>
      {collection.type === "view" && <Text c="dimmed">{recordsText.viewOnly}</Text>}
      {collection.fields
        .filter(({ name }) => record !== null && name in record)
        .map(({ id, name }) => (
          <div key={id}>
            <Text size="sm" fw={550}>
              {name}
            </Text>
            <Text size="sm" className={styles.value!}>
              {wordValue(record?.[name])}
            </Text>
          </div>
        ))}
    </Stack>
  );
}

function wordValue(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value ?? "");
}
