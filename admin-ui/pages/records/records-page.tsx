import { IconTable } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "../../parts/empty-state.tsx";
import { WithCollection } from "../../parts/with-collection.tsx";
import { RecordsView } from "./records-view.tsx";
import { recordsText } from "./strings.ts";

const route = getRouteApi("/records/$collection");

/** A collection's records. */
export function RecordsPage() {
  const { collection: name } = route.useParams();
  const missing = (
    <EmptyState
      icon={IconTable}
      title={recordsText.missing(name)}
      description={recordsText.missingHint}
    />
  );
  return (
    <WithCollection name={name} missing={missing}>
      {(collection) => <RecordsView key={collection.id} collection={collection} />}
    </WithCollection>
  );
}
