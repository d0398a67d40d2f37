import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { asClientError } from "../../../client/client-error.ts";
import type { RecordData } from "../../../client/record.ts";
import { notifyOfError } from "../../../client/use-call.ts";
import { useClient } from "../../../client/use-client.ts";
import { useLive } from "../../../client/use-live.ts";
import {
  beginDraft,
  keepMine,
  openQuestions,
  rebaseDraft,
  restartDraft,
  takeTheirs,
} from "../../../parts/shared-draft.ts";
import { changesIn, isSame, lastChangeOf, valuesOf, type Values } from "./form-values.ts";

/**
 * What is written of a record, on top of what others save of it meanwhile. `isSaving` tells when
 * what is heard may be one's own.
 */
export function useRecordDraft(
  collection: Collection,
  record: RecordData | null,
  isSaving: () => boolean,
) {
  const [draft, setDraft] = useState(() => beginDraft<Values>(valuesOf(collection, record)));
  const seen = useRef(record);
  const latest = useRef(draft);
  latest.current = draft;
  const client = useClient();
  const queries = useQueryClient();
  const set = (next: typeof draft) => {
    latest.current = next;
    setDraft(next);
  };

  const follow = (theirs: RecordData) => {
    const known = lastChangeOf(collection, seen.current);
    const changed = lastChangeOf(collection, theirs);
    // News of what has been read already.
    if (known !== undefined && changed !== undefined && changed <= known) return;
    seen.current = theirs;
    set(rebaseDraft(latest.current, valuesOf(collection, theirs), isSame));
  };
  const changesNow = () => changesIn(collection, latest.current.base, latest.current.mine);
  const isStored = record !== null && collection.type !== "view";
  useLive(isStored ? `${collection.name}/${String(record.id)}` : null, (event) => {
    if (event.action !== "update") return;
    void queries.invalidateQueries({ queryKey: ["history.list"] });
    if (!isSaving()) follow(event.record);
  });

  const dates = new Set(
    collection.fields.filter(({ type }) => type === "autodate").map(({ name }) => name),
  );
  return {
    draft,
    /** To be sent, as of this moment. */
    changesNow,
    isDirty: Object.keys(changesNow()).length > 0,
    questions: openQuestions(draft, isSame),
    followed: draft.followed.filter((name) => !dates.has(name)),
    /** As `if_updated` takes it. */
    seenAt: () => lastChangeOf(collection, seen.current),
    change: (name: string, value: unknown) =>
      set({ ...latest.current, mine: { ...latest.current.mine, [name]: value } }),
    take: (names: readonly string[]) => set(takeTheirs(latest.current, names)),
    keep: (names: readonly string[]) => set(keepMine(latest.current, names)),
    noted: () => set({ ...latest.current, followed: [] }),
    /** Goes on with what was saved, or with another one; inputs that show the same keep their place. */
    begin(next: RecordData | null) {
      seen.current = next;
      const stored = valuesOf(collection, next);
      const { mine } = latest.current;
      const other = Object.keys(stored).filter((name) => !isSame(mine[name], stored[name]));
      set(restartDraft(latest.current, stored, next === null ? undefined : other));
    },
    /** Reads what somebody else has saved; answers whether a person would see a difference. */
    async catchUp(): Promise<boolean> {
      const before = latest.current;
      try {
        const id = String(record?.id);
        follow(await client.call("records.get", { collection: collection.name, id }));
      } catch (thrown) {
        notifyOfError(asClientError(thrown));
        return true;
      }
      return Object.keys(changesIn(collection, before.base, latest.current.base)).length > 0;
    },
  };
}
