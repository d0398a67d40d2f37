import { Alert, List, Paper, Stack, Text, Title } from "@mantine/core";
import { IconLock, IconLockOpen2 } from "@tabler/icons-react";
import { useRead } from "../../../client/use-read.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { encryptionText } from "../strings.ts";

/** Whether secrets are sealed, which, and how to turn it on: the key never comes through here. */
export function EncryptionState() {
  const info = useRead("server.info", {});
  return (
    <Loaded query={info}>
      {({ encryptionKey: key }) => (
        <Stack>
          {key === "" ? (
            <Alert
              variant="default"
              icon={<IconLockOpen2 size={18} color="var(--vb-warning)" />}
              title={encryptionText.off}
            >
              {encryptionText.offText}
            </Alert>
          ) : (
            <Alert
              variant="default"
              icon={<IconLock size={18} color="var(--vb-good)" />}
              title={encryptionText.on}
            >
              {encryptionText.onText(key)}
            </Alert>
          )}
          <Paper p="lg">
            <Title order={3}>{encryptionText.what}</Title>
            <List size="sm" mt="xs" spacing={4}>
              {encryptionText.whatItems.map((item) => (
                <List.Item key={item}>{item}</List.Item>
              ))}
            </List>
            <Text size="sm" c="dimmed" mt="sm">
              {encryptionText.hashed}
            </Text>
          </Paper>
          {key === "" ? (
            <Steps
              title={encryptionText.turnOn}
              steps={encryptionText.turnOnSteps}
              commands={[
                "vaultbase encryption key",
                "VAULTBASE_ENCRYPTION_KEY=KEY vaultbase encryption rotate",
                "VAULTBASE_ENCRYPTION_KEY=KEY vaultbase serve",
              ]}
            />
          ) : (
            <Steps
              title={encryptionText.change}
              steps={encryptionText.changeSteps}
              commands={[
                "vaultbase encryption key",
                "VAULTBASE_ENCRYPTION_KEY=OLD VAULTBASE_NEW_ENCRYPTION_KEY=NEW vaultbase encryption rotate",
              ]}
            />
          )}
        </Stack>
      )}
    </Loaded>
  );
}

interface StepsProps {
  readonly title: string;
  readonly steps: readonly string[];
  readonly commands: readonly string[];
}

function Steps({ title, steps, commands }: StepsProps) {
  return (
    <Paper p="lg">
      <Title order={3}>{title}</Title>
      <Stack gap="sm" mt="sm">
        {steps.map((step, index) => (
          <div key={step}>
            <Text size="sm" mb={4}>
              {index + 1}. {step}
            </Text>
            <CodeBlock code={commands[index] ?? ""} label={encryptionText.step(index + 1)} />
          </div>
        ))}
        <Text size="xs" c="dimmed">
          {encryptionText.fileHint}
        </Text>
      </Stack>
    </Paper>
  );
}
