import { Alert, Button, Stack } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { editorText } from "../strings.ts";

/** Somebody else was quicker; what is written here stays until it is decided. */
export function ChangedMeanwhile({ onLoad }: { onLoad: () => void }) {
  return (
    <Alert color="yellow" title={editorText.changedMeanwhile}>
      <Stack gap="xs" align="flex-start">
        {editorText.changedMeanwhileHint}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={16} />}
          onClick={onLoad}
        >
          {editorText.loadTheirs}
        </Button>
      </Stack>
    </Alert>
  );
}
