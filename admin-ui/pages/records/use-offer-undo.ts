import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import type { Collection } from "../../../src/product.ts";
import { asClientError } from "../../client/client-error.ts";
import { notifyOfError } from "../../client/use-call.ts";
import { useClient } from "../../client/use-client.ts";
import { offerUndo } from "../../parts/offer-undo.tsx";
import { recordsText } from "./strings.ts";

/** Says what was done to records, beside a button that takes it back by the change log. */
export function useOfferUndo(
  collection: Collection,
): (message: string, ids: readonly string[]) => void {
  const client = useClient();
  const queries = useQueryClient();
  const undo = async (ids: readonly string[]) => {
    try {
      const calls = new Set<string>();
      for (const record of ids) {
        const { items } = await client.call("history.list", {
          collection: collection.name,
          record,
          perPage: 1,
        });
        if (items[0]) calls.add(items[0].call);
      }
      for (const call of calls) await client.call("history.undo", { call });
      notifications.show({ message: recordsText.undone, color: "green" });
    } catch (thrown) {
      notifyOfError(asClientError(thrown));
    }
    void queries.invalidateQueries({ queryKey: ["records.list"] });
  };
  return (message, ids) => offerUndo(message, () => void undo(ids));
}
