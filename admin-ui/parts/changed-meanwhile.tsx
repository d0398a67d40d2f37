import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { text } from "../strings.ts";
import { theirChangesText } from "./their-changes-strings.ts";
import type { VersionState } from "./use-version.ts";

interface ChangedMeanwhileProps {
  readonly version: VersionState;
  /** What may have been refused because of it. */
  readonly saving: { readonly reset: () => void };
  readonly onSave: () => void;
}

/** Somebody else was quicker; what is written here stays until it is decided. */
export function ChangedMeanwhile({ version, saving, onSave }: ChangedMeanwhileProps) {
  return (
    <Alert color="yellow" title={text.changedMeanwhile}>
      <Stack gap="xs" align="flex-start">
        {text.changedMeanwhileHint}
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={16} />}
            onClick={() => {
              saving.reset();
              version.takeTheirs();
            }}
          >
            {text.loadTheirs}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              version.keepMine();
              onSave();
            }}
          >
            {theirChangesText.saveOver}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
