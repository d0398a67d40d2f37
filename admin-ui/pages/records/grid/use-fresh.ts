import { useEffect, useRef, useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { useLive } from "../../../client/use-live.ts";

/** How long a row that changed stands out, and how long changes wait for company, milliseconds. */
const freshMs = 2000;
const gatherMs = 300;

/** The records that have just been written by anybody; the rows are read again meanwhile. */
export function useFresh(collection: Collection, refresh: () => void): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const gathered = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // A view has no changes of its own.
  useLive(collection.type === "view" ? null : `${collection.name}/*`, (event) => {
    if (event.action !== "missed") gathered.current.add(String(event.record.id));
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const ids = gathered.current;
      gathered.current = new Set();
      refresh();
      setFresh(ids);
      setTimeout(() => setFresh((now) => (now === ids ? new Set() : now)), freshMs);
    }, gatherMs);
  });
  return fresh;
}
