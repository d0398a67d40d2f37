import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { text } from "../strings.ts";
import { theirChangesText } from "./their-changes-strings.ts";

interface ChangedMeanwhileProps {
  readonly onLoad: () => void;
  /** Where saving is refused until this is said. */
  readonly onSaveOver?: () => void;
}

/** Somebody else was quicker; what is written here stays until it is decided. */
export function ChangedMeanwhile({ onLoad, onSaveOver }: ChangedMeanwhileProps) {
  return (
    <Alert color="yellow" title={text.changedMeanwhile}>
      <Stack gap="xs" align="flex-start">
        {text.changedMeanwhileHint}
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={16} />}
            onClick={onLoad}
          >
            {text.loadTheirs}
          </Button>
          {onSaveOver && (
            <Button size="xs" variant="default" onClick={onSaveOver}>
              {theirChangesText.saveOver}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
