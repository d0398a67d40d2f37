import { IconTable } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { WithCollection } from "../../parts/with-collection.tsx";
import { RecordsView } from "./records-view.tsx";

const route = getRouteApi("/records/$collection");

/** A collection's records. */
export function RecordsPage() {
  const { collection: name } = route.useParams();
  return (
    <WithCollection name={name} icon={IconTable}>
      {(collection) => <RecordsView key={collection.id} collection={collection} />}
    </WithCollection>
  );
}
