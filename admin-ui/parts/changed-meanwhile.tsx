import { Alert, Button, Stack } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { text } from "../strings.ts";

/** Somebody else was quicker; what is written here stays until it is decided. */
export function ChangedMeanwhile({ onLoad }: { onLoad: () => void }) {
  return (
    <Alert color="yellow" title={text.changedMeanwhile}>
      <Stack gap="xs" align="flex-start">
        {text.changedMeanwhileHint}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={16} />}
          onClick={onLoad}
        >
          {text.loadTheirs}
        </Button>
      </Stack>
    </Alert>
  );
}
