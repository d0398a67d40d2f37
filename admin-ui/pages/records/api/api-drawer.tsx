import { Drawer, Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { Collection } from "../../../../src/product.ts";
import { recordsText } from "../strings.ts";

const ApiView = lazy(async () => ({ default: (await import("./api-view.tsx")).ApiView }));

interface ApiDrawerProps {
  readonly collection: Collection;
  /** Undefined: it is closed. */
  readonly endpoint: string | undefined;
  readonly asked: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

/** The collection's API beside the grid. */
export function ApiDrawer({ collection, endpoint, asked, onClose }: ApiDrawerProps) {
  return (
    <Drawer
      opened={endpoint !== undefined}
      onClose={onClose}
      size={980}
      title={recordsText.api.title(collection.name)}
    >
      <Suspense fallback={<Skeleton h={320} />}>
        {endpoint !== undefined && (
          <ApiView collection={collection} endpoint={endpoint} asked={asked} />
        )}
      </Suspense>
    </Drawer>
  );
}
