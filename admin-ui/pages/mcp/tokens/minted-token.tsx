import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { Output } from "../../../client/operations.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { mintText, tokensText } from "../strings.ts";

interface MintedTokenProps {
  readonly minted: Output<"tokens.mint">;
  readonly onClose: () => void;
  readonly onConnect: () => void;
}

/** A new token's text, this once. A stray click must not take it away. */
export function MintedToken({ minted, onClose, onConnect }: MintedTokenProps) {
  return (
    <Modal
      opened
      size="lg"
      closeOnClickOutside={false}
      onClose={onClose}
      title={mintText.mintedTitle(minted.name)}
    >
      <Stack>
        <Text c="dimmed">{mintText.once}</Text>
        <CodeBlock code={minted.token} label={mintText.text} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {mintText.done}
          </Button>
          <Button onClick={onConnect} data-autofocus>
            {tokensText.connect}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
