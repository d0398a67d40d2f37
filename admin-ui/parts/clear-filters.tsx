import { Button } from "@mantine/core";
import { IconFilterOff } from "@tabler/icons-react";
import { text } from "../strings.ts";

/** Takes all filters away; it is only there where there are some. */
export function ClearFilters({ isShown, onClear }: { isShown: boolean; onClear: () => void }) {
  if (!isShown) return null;
  return (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      leftSection={<IconFilterOff size={14} />}
      onClick={onClear}
    >
      {text.clearFilters}
    </Button>
  );
}
