import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCollections } from "../../client/use-collections.ts";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { scriptsText } from "../scripts/strings.ts";
import { blankHook, hookDraftOf } from "./hook-draft.ts";
import { HookEditor } from "./hook-editor.tsx";

const route = getRouteApi("/new-hook");

/** A hook that is not there yet: blank, or like another one. */
export function NewHookPage() {
  const search = route.useSearch();
  const { collection, event, from } = search;
  const navigate = useNavigate({ from: "/new-hook" });
  const collections = useCollections();
  const hooks = useRead("hooks.list", {});
  return (
    <Loaded query={collections} skeleton={<PageSkeleton />}>
      {(all) => {
        const own = all.find(({ system, type }) => !system && type !== "view");
        if (from !== undefined && !hooks.data) return <PageSkeleton />;
        const model = hooks.data?.items.find(({ id, name }) => id === from || name === from);
        return (
          <HookEditor
            key={from}
            stored={null}
            start={() =>
              model
                ? { ...hookDraftOf(model), name: scriptsText.copyOf(model.name) }
                : blankHook(collection ?? own?.name ?? "*", event)
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
