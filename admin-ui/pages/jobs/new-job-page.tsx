import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { scriptsText } from "../scripts/strings.ts";
import { blankJob, jobDraftOf } from "./job-draft.ts";
import { JobEditor } from "./job-editor.tsx";

const page = getRouteApi("/new-job");

/** A job that is not there yet: blank, or like another one. */
export function NewJobPage() {
  const search = page.useSearch();
  const navigate = useNavigate({ from: "/new-job" });
  const jobs = useRead("jobs.list", {});
  return (
    <Loaded query={jobs} skeleton={<PageSkeleton />}>
      {({ items }) => {
        const { from } = search;
        const model = items.find(({ id, name }) => id === from || name === from);
        return (
          <JobEditor
            key={from}
            stored={null}
            start={() =>
              model ? { ...jobDraftOf(model), name: scriptsText.copyOf(model.name) } : blankJob
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
