import { useDebouncedValue } from "@mantine/hooks";
import { useRead } from "../../../client/use-read.ts";
import { inputOf, unreadableIn, type FlagDraft } from "../draft.ts";
import type { Somebody } from "./use-somebody.ts";

/** How long somebody may pause in typing before the server is asked, milliseconds. */
const pauseMs = 200;

/** What the draft, as it stands, would give to somebody. A flag without a name is tried all the same. */
export function useTrial(draft: FlagDraft, somebody: Somebody) {
  const [{ flag, context }] = useDebouncedValue({ flag: draft, context: somebody }, pauseMs);
  const isReadable = Object.keys(unreadableIn(flag)).length === 0;
  const input = inputOf(flag);
  return useRead(
    "flags.try",
    { ...input, key: input.key || "new-flag", context: { ...context } },
    { keepPrevious: true, enabled: isReadable },
  );
}
