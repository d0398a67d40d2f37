import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { dateInWords } from "../../../parts/time.tsx";
import { text } from "../../../strings.ts";
import type { Backup } from "../backup-table.tsx";
import { restoreText } from "../strings.ts";
import type { Restore } from "./use-restore.ts";

interface RestoreBackupProps {
  readonly backup: Backup;
  readonly restore: Restore;
  readonly onClose: () => void;
}

/** Asks twice before everything is replaced, and offers a way back. */
export function RestoreBackup({ backup, restore, onClose }: RestoreBackupProps) {
  const { key, created, modified } = backup;
  const [typed, setTyped] = useState("");
  const [keepFirst, setKeepFirst] = useState(true);
  return (
    <Modal opened onClose={onClose} title={restoreText.title(key)} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== key) return;
          restore.start(key, keepFirst);
          onClose();
        }}
      >
        <Stack>
          <Alert color="red" icon={<IconAlertTriangle size={18} />}>
            {restoreText.warning}
          </Alert>
          <Text size="sm">
            {restoreText.holds} {dateInWords(created || modified)}.
          </Text>
          <Checkbox
            label={restoreText.keep}
            description={restoreText.keepHint}
            checked={keepFirst}
            onChange={(event) => setKeepFirst(event.currentTarget.checked)}
          />
          <TextInput
            data-autofocus
            label={text.typeToConfirm(key)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" color="red" disabled={typed !== key}>
              {restoreText.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
