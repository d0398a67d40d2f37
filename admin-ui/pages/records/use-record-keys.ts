import { useNavigate } from "@tanstack/react-router";
import type { Collection } from "../../../src/product.ts";
import { useMemo, type RefObject } from "react";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { usePins } from "../../parts/pins.ts";
import { text } from "../../strings.ts";
import { recordsText } from "./strings.ts";

const { keys: words } = recordsText;

/** What can be done with keys and from the palette; `place` holds the query box and the grid. */
export function useRecordKeys(
  place: RefObject<HTMLElement | null>,
  collection: Collection,
  canWrite: boolean,
): void {
  const pins = usePins();
  const isPinned = pins.isPinned(collection);
  const navigate = useNavigate({ from: "/records/$collection" });
  usePaletteActions(
    useMemo(() => {
      const focus = (selector: string) =>
        place.current?.querySelector<HTMLElement>(selector)?.focus();
      const create = () => void navigate({ search: (before) => ({ ...before, record: "new" }) });
      return [
        { label: words.query, key: "/", run: () => focus("[role=textbox]") },
        ...(canWrite
          ? [
              {
                label: recordsText.newRecord,
                keywords: ["create", "add"],
                key: "n",
                run: create,
              },
            ]
          : []),
        {
          label: words.api,
          keywords: ["code", "curl", "endpoints", "docs"],
          key: "a",
          run: () => void navigate({ search: (before) => ({ ...before, api: "records.list" }) }),
        },
        {
          label: isPinned ? text.unpin(collection.name) : text.pin(collection.name),
          key: "p",
          run: () => pins.toggle(collection),
        },
        { label: words.intoGrid, key: "ArrowDown", run: () => focus("[role=grid]") },
        { label: words.open, key: "Enter" },
        { label: words.select, key: " " },
        { label: words.across, key: "ArrowRight" },
        { label: words.copy, key: "mod+c" },
        { label: words.menu, key: "Shift+F10" },
        { label: words.ends, key: "Home" },
        { label: words.unselect, key: "Escape" },
      ];
    }, [place, canWrite, navigate, collection, isPinned]),
  );
}
