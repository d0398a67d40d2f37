import { IconDatabase } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { WithCollection } from "../../../parts/with-collection.tsx";
import { collectionsText } from "../strings.ts";
import { CollectionEditor } from "./collection-editor.tsx";

const route = getRouteApi("/collections/$collection");

/** A stored collection, open to be changed. */
export function CollectionPage() {
  const { collection: name } = route.useParams();
  const missing = (
    <EmptyState
      icon={IconDatabase}
      title={collectionsText.missing(name)}
      description={collectionsText.missingHint}
    />
  );
  return (
    <WithCollection name={name} missing={missing}>
      {(collection) => <CollectionEditor key={collection.id} collection={collection} />}
    </WithCollection>
  );
}
