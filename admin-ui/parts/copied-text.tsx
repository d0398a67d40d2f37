import { Group, Text } from "@mantine/core";
import { CopyText } from "./copy-text.tsx";

/** An id or an address beside the button that copies it. */
export function CopiedText({ value }: { value: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Text span ff="monospace" fz="0.8rem" style={{ overflowWrap: "anywhere" }}>
        {value}
      </Text>
      <CopyText value={value} />
    </Group>
  );
}
