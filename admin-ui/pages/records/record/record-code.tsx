import { Stack, Text } from "@mantine/core";
import type { Collection } from "../../../../src/product.ts";
import { actionsOf } from "../code-samples.ts";
import { CodeView } from "../code-view.tsx";
import { recordsText } from "../strings.ts";

/** How programs and agents reach this record. */
export function RecordCode({ collection, id }: { collection: Collection; id: string }) {
  const actions = actionsOf(collection).filter((each) =>
    ["get", "update", "delete"].includes(each),
  );
  return (
    <Stack gap="md">
      <Text c="dimmed">{recordsText.code.intro}</Text>
      <CodeView collection={collection} actions={actions} id={id} />
    </Stack>
  );
}
