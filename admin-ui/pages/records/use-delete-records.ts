import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Collection } from "../../../src/product.ts";
import type { ClientError } from "../../client/client-error.ts";
import { notifyOfError } from "../../client/use-call.ts";
import { useClient } from "../../client/use-client.ts";
import { recordsText } from "./strings.ts";
import { useOfferUndo } from "./use-offer-undo.ts";
import { writeMany } from "./write-many.ts";

/** Deletes records, and offers to take that back. */
export function useDeleteRecords(collection: Collection) {
  const client = useClient();
  const queries = useQueryClient();
  const offerUndo = useOfferUndo(collection);
  return useMutation<void, ClientError, readonly string[]>({
    mutationFn: (ids) =>
      writeMany(
        client,
        ids.map((id) => ({ method: "DELETE", collection: collection.name, id })),
      ),
    onSuccess: (_, ids) => offerUndo(recordsText.deleted(ids.length), ids),
    onError: notifyOfError,
    onSettled: () => queries.invalidateQueries({ queryKey: ["records.list"] }),
  });
}
