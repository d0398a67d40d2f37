import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { CodeBlock } from "../../parts/code-block.tsx";
import { VerifyCode } from "./receiver/verify-code.tsx";
import { receiverText, secretText } from "./strings.ts";

/** A new secret, this once, and what the receiver does with it. */
export function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={secretText.title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="md">
        <Text>{secretText.once}</Text>
        <CodeBlock code={secret} label={secretText.secret} />
        <Text fw={550}>{receiverText.verify}</Text>
        <VerifyCode />
        <Group justify="flex-end">
          <Button onClick={onClose}>{secretText.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
