import { IconDatabase } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { WithCollection } from "../../../parts/with-collection.tsx";
import { CollectionEditor } from "./collection-editor.tsx";

const route = getRouteApi("/collections/$collection");

/** A stored collection, open to be changed. */
export function CollectionPage() {
  const { collection: name } = route.useParams();
  return (
    <WithCollection name={name} icon={IconDatabase}>
      {(collection) => <CollectionEditor key={collection.id} collection={collection} />}
    </WithCollection>
  );
}
