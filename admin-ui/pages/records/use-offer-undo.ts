import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import type { Collection } from "../../../src/product.ts";
import type { Client } from "../../client/client.ts";
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
      for (const call of await ownCalls(client, collection.name, ids))
        await client.call("history.undo", { call });
      notifications.show({ message: recordsText.undone, color: "green" });
    } catch (thrown) {
      notifyOfError(asClientError(thrown));
    }
    void queries.invalidateQueries({ queryKey: ["records.list"] });
  };
  return (message, ids) => offerUndo(message, () => void undo(ids));
}

/** The calls of who is signed in that wrote these records last, the latest first. */
async function ownCalls(
  client: Client,
  collection: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { state } = client.session;
  const wanted = new Set(ids);
  const calls = new Set<string>();
  const perPage = 500;
  for (let page = 1; state.kind !== "out" && wanted.size > 0; page++) {
    const actor = `_superusers:${state.who.id}`;
    const { items } = await client.call("history.list", { collection, actor, page, perPage });
    for (const { record, call } of items) if (wanted.delete(record)) calls.add(call);
    if (items.length < perPage) break;
  }
  return calls;
}
