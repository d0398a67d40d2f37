import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { followMs } from "../../parts/use-version.ts";
import { hookDraftOf } from "./hook-draft.ts";
import { HookEditor } from "./hook-editor.tsx";

const page = getRouteApi("/hooks/$script");

/** A stored hook, open to be changed. */
export function HookPage() {
  const { script } = page.useParams();
  const search = page.useSearch();
  const navigate = useNavigate({ from: "/hooks/$script" });
  const hook = useRead("hooks.get", { hook: script }, { refetchInterval: followMs });
  return (
    <Loaded query={hook} skeleton={<PageSkeleton />}>
      {(stored) => (
        <HookEditor
          key={stored.id}
          stored={stored}
          start={() => hookDraftOf(stored)}
          search={search}
          go={(change) =>
            void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
          }
        />
      )}
    </Loaded>
  );
}
