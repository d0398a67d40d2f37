import { useSyncExternalStore } from "react";
import type { Collection } from "../../src/product.ts";

const key = "vaultbase.pins";

/** Collections that somebody wants at hand, by their ids; kept in this browser. */
export function usePins() {
  const pins = useSyncExternalStore(listen, read).split(" ");
  const isPinned = ({ id }: Collection) => pins.includes(id);
  return {
    isPinned,
    toggle(collection: Collection) {
      const others = pins.filter((each) => each !== collection.id);
      localStorage.setItem(
        key,
        (isPinned(collection) ? others : [...pins, collection.id]).join(" "),
      );
      // Browsers tell only the other windows.
      dispatchEvent(new Event("storage"));
    },
    first: (collections: readonly Collection[]) =>
      collections.toSorted((a, b) => Number(isPinned(b)) - Number(isPinned(a))),
  };
}

function listen(tell: () => void): () => void {
  addEventListener("storage", tell);
  return () => removeEventListener("storage", tell);
}

function read(): string {
  return localStorage.getItem(key) ?? "";
}
