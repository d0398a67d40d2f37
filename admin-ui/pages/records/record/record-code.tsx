import { Stack, Text, Title } from "@mantine/core";
import type { Collection } from "../../../../src/product.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { codeForRecord } from "../code-samples.ts";
import { recordsText } from "../strings.ts";

/** How programs and agents read this record. */
export function RecordCode({ collection, id }: { collection: Collection; id: string }) {
  const { titles, intro } = recordsText.code;
  const samples = codeForRecord(collection.name, id);
  return (
    <Stack gap="md">
      <Text c="dimmed">{intro}</Text>
      {(Object.keys(titles) as (keyof typeof titles)[]).map((each) => (
        <div key={each}>
          <Title order={3} mb={6}>
            {titles[each]}
          </Title>
          <CodeBlock code={samples[each]} label={titles[each]} />
        </div>
      ))}
    </Stack>
  );
}
