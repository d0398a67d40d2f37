import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { scriptsText } from "../scripts/strings.ts";
import { blankRoute, routeDraftOf } from "./route-draft.ts";
import { RouteEditor } from "./route-editor.tsx";

const page = getRouteApi("/new-route");

/** A route that is not there yet: blank, or like another one. */
export function NewRoutePage() {
  const search = page.useSearch();
  const navigate = useNavigate({ from: "/new-route" });
  const routes = useRead("routes.list", {});
  return (
    <Loaded query={routes} skeleton={<PageSkeleton />}>
      {({ items }) => {
        const { from } = search;
        const model = items.find(({ id, name }) => id === from || name === from);
        return (
          <RouteEditor
            key={from}
            stored={null}
            start={() =>
              model ? { ...routeDraftOf(model), name: scriptsText.copyOf(model.name) } : blankRoute
            }
            search={search}
            go={(change) =>
              void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
            }
          />
        );
      }}
    </Loaded>
  );
}
