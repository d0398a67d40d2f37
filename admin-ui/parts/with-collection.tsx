import type { ReactNode } from "react";
import type { Collection } from "../../src/product.ts";
import { findCollection, useCollections } from "../client/use-collections.ts";
import { Loaded } from "./loaded.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";

interface WithCollectionProps {
  /** Or its id. */
  readonly name: string;
  /** What is shown where there is no such collection. */
  readonly missing: ReactNode;
  readonly children: (collection: Collection) => ReactNode;
}

/** A page about one collection, once it is known. */
export function WithCollection({ name, missing, children }: WithCollectionProps) {
  return (
    <Loaded query={useCollections()} skeleton={<PageSkeleton />}>
      {(collections) => {
        const collection = findCollection(collections, name);
        return collection ? children(collection) : missing;
      }}
    </Loaded>
  );
}
