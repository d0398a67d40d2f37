import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Collection } from "../../src/product.ts";
import { findCollection, useCollections } from "../client/use-collections.ts";
import { EmptyState } from "./empty-state.tsx";
import { Loaded } from "./loaded.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";
import { withCollectionText as words } from "./with-collection-strings.ts";

interface WithCollectionProps {
  /** Or its id. */
  readonly name: string;
  /** Of the page, for where there is no such collection. */
  readonly icon: TablerIcon;
  readonly children: (collection: Collection) => ReactNode;
}

/** A page about one collection, once it is known. */
export function WithCollection({ name, icon, children }: WithCollectionProps) {
  return (
    <Loaded query={useCollections()} skeleton={<PageSkeleton />}>
      {(collections) => {
        const collection = findCollection(collections, name);
        if (collection) return children(collection);
        return (
          <EmptyState icon={icon} title={words.missing(name)} description={words.missingHint} />
        );
      }}
    </Loaded>
  );
}
