import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { followMs } from "../../parts/use-version.ts";
import { routeDraftOf } from "./route-draft.ts";
import { RouteEditor } from "./route-editor.tsx";

const page = getRouteApi("/routes/$script");

/** A stored route, open to be changed. */
export function RoutePage() {
  const { script } = page.useParams();
  const search = page.useSearch();
  const navigate = useNavigate({ from: "/routes/$script" });
  const route = useRead("routes.get", { route: script }, { refetchInterval: followMs });
  return (
    <Loaded query={route} skeleton={<PageSkeleton />}>
      {(stored) => (
        <RouteEditor
          key={stored.id}
          stored={stored}
          start={() => routeDraftOf(stored)}
          search={search}
          go={(change) =>
            void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
          }
        />
      )}
    </Loaded>
  );
}
