import { useLocalStorage } from "@mantine/hooks";
import { usualAttribute } from "../draft.ts";

export type Somebody = Readonly<Record<string, unknown>>;

/** About whom flags are asked on trial; the same for all flags, kept in this browser. */
export function useSomebody() {
  return useLocalStorage<Somebody>({
    key: "vaultbase.flags.somebody",
    defaultValue: { [usualAttribute]: "user-1" },
    getInitialValueInEffect: false,
  });
}
