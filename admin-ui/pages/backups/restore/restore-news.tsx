import { Alert, Group, Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { Refusal } from "../../../parts/refusal.tsx";
import { restoreText } from "../strings.ts";
import type { Restore } from "./use-restore.ts";

/** What has become of a restore. */
export function RestoreNews({ restore: { state, dismiss } }: { restore: Restore }) {
  const closes = {
    withCloseButton: true,
    closeButtonLabel: restoreText.dismiss,
    onClose: dismiss,
  };
  switch (state.at) {
    case "keeping":
    case "working":
    case "restarting":
    case "silent":
      return (
        <Alert role="status" variant="default">
          <Group gap="sm" wrap="nowrap">
            <Loader size="xs" />
            <Text size="sm">{restoreText[state.at]}</Text>
          </Group>
        </Alert>
      );
    case "back":
      return (
        <Alert role="status" color="green" icon={<IconCheck size={18} />} {...closes}>
          {restoreText.back(state.key)} {state.kept !== "" && restoreText.wayBack(state.kept)}
        </Alert>
      );
    case "notRestored":
      return (
        <Alert
          role="alert"
          color="red"
          icon={<IconAlertTriangle size={18} />}
          title={restoreText.kept(state.key)}
          {...closes}
        >
          {state.why}
        </Alert>
      );
    case "refused":
      return (
        <div>
          <Text size="sm" mb="xs">
            {restoreText.refused(state.key)}
          </Text>
          <Refusal error={state.error} />
        </div>
      );
    default:
      return null;
  }
}
