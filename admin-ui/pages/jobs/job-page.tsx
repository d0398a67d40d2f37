import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { followMs } from "../../parts/use-version.ts";
import { jobDraftOf } from "./job-draft.ts";
import { JobEditor } from "./job-editor.tsx";

const page = getRouteApi("/jobs/$script");

/** A stored job, open to be changed. */
export function JobPage() {
  const { script } = page.useParams();
  const search = page.useSearch();
  const navigate = useNavigate({ from: "/jobs/$script" });
  const job = useRead("jobs.get", { job: script }, { refetchInterval: followMs });
  return (
    <Loaded query={job} skeleton={<PageSkeleton />}>
      {(stored) => (
        <JobEditor
          key={stored.id}
          stored={stored}
          start={() => jobDraftOf(stored)}
          search={search}
          go={(change) =>
            void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
          }
        />
      )}
    </Loaded>
  );
}
