import { useLocalStorage } from "@mantine/hooks";
import type { Collection } from "../../src/product.ts";

/** Collections that somebody wants at hand, by their ids; kept in this browser. */
export function usePins() {
  const [pins, setPins] = useLocalStorage<readonly string[]>({
    key: "vaultbase.pins",
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const isPinned = ({ id }: Collection) => pins.includes(id);
  return {
    isPinned,
    toggle: ({ id }: Collection) =>
      setPins((before) =>
        before.includes(id) ? before.filter((each) => each !== id) : [...before, id],
      ),
    first: (collections: readonly Collection[]) =>
      collections.toSorted((a, b) => Number(isPinned(b)) - Number(isPinned(a))),
  };
}
