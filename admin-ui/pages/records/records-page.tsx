import { IconTable } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useCollection } from "../../client/use-collections.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { RecordsView } from "./records-view.tsx";
import { recordsText } from "./strings.ts";

const route = getRouteApi("/records/$collection");

/** A collection's records. */
export function RecordsPage() {
  const { collection: name } = route.useParams();
  const collection = useCollection(name);
  if (collection === undefined) return <PageSkeleton />;
  if (collection === null) {
    return (
      <EmptyState
        icon={IconTable}
        title={recordsText.missing(name)}
        description={recordsText.missingHint}
      />
    );
  }
  return <RecordsView key={collection.id} collection={collection} />;
}
