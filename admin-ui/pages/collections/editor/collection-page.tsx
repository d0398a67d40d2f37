import { IconDatabase } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useCollection } from "../../../client/use-collections.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { PageSkeleton } from "../../../parts/page-skeleton.tsx";
import { collectionsText } from "../strings.ts";
import { CollectionEditor } from "./collection-editor.tsx";

const route = getRouteApi("/collections/$collection");

/** A stored collection, open to be changed. */
export function CollectionPage() {
  const { collection: name } = route.useParams();
  const collection = useCollection(name);
  if (collection === undefined) return <PageSkeleton />;
  if (collection === null) {
    return (
      <EmptyState
        icon={IconDatabase}
        title={collectionsText.missing(name)}
        description={collectionsText.missingHint}
      />
    );
  }
  return <CollectionEditor key={collection.id} collection={collection} />;
}
