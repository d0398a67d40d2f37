import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useCall } from "../../../client/use-call.ts";
import { Refusal } from "../../../parts/refusal.tsx";
import { bind, type SettingsForm } from "../bound-setting.ts";
import { settingsText, testText } from "../strings.ts";

interface TestStorageProps {
  readonly form: SettingsForm;
  readonly filesystem: "storage" | "backups";
  readonly isDirty: boolean;
}

/** Shows whether the bucket that is saved can be used. */
export function TestStorage({ form, filesystem, isDirty }: TestStorageProps) {
  const probe = useCall("settings.testS3", { showsError: true });
  const enabled = filesystem === "storage" ? "s3.enabled" : "backups.s3.enabled";
  if (bind(form, enabled).value !== true) return null;
  return (
    <Paper p="lg">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" gap="xl">
          <div>
            <Title order={3}>{testText.storageTitle}</Title>
            <Text size="xs" c="dimmed">
              {isDirty ? settingsText.saveFirst : testText.storageNote}
            </Text>
          </div>
          <Button
            variant="default"
            loading={probe.isPending}
            disabled={isDirty}
            onClick={() => probe.mutate({ filesystem })}
          >
            {testText.storageTry}
          </Button>
        </Group>
        <Refusal error={probe.error} />
        {probe.isSuccess && (
          <Alert role="status" color="green" icon={<IconCheck size={18} />}>
            {testText.storageWorks}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}
