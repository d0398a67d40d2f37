import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { CodeView } from "../api/code-view.tsx";
import { useTools } from "../api/use-tools.ts";
import { recordsText } from "../strings.ts";

const endpoints = ["records.get", "records.update", "records.delete"] as const;

/** How programs and agents reach this record. */
export function RecordCode({ collection, id }: { collection: Collection; id: string }) {
  const [endpoint, setEndpoint] = useState<(typeof endpoints)[number]>("records.get");
  const tools = useTools(collection);
  const { code, endpoints: names } = recordsText;
  return (
    <Stack gap="md">
      <Text c="dimmed">{code.intro}</Text>
      {collection.type !== "view" && (
        <SegmentedControl
          size="xs"
          style={{ alignSelf: "flex-start" }}
          aria-label={code.action}
          data={endpoints.map((value) => ({ value, label: names[value] }))}
          value={endpoint}
          onChange={setEndpoint}
        />
      )}
      <CodeView endpoint={endpoint} subject={{ collection, id, tools }} />
    </Stack>
  );
}
