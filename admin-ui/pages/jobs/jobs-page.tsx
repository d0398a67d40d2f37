import { Text } from "@mantine/core";
import { IconClockPlay, IconPlus } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCall } from "../../client/use-call.ts";
import { useRead } from "../../client/use-read.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { liveMs } from "../../parts/live-mark.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { Time } from "../../parts/time.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { ScriptsTable } from "../scripts/list/scripts-table.tsx";
import { ScriptsView } from "../scripts/list/scripts-view.tsx";
import styles from "../scripts/scripts.module.css";
import type { Job } from "../scripts/script.ts";
import { scriptsText } from "../scripts/strings.ts";
import { CronsTable } from "./crons-table.tsx";
import { JobMenu } from "./job-menu.tsx";
import { ScheduleWords } from "./schedule-words.tsx";
import { jobsText } from "./strings.ts";

const page = getRouteApi("/jobs");

/** All jobs: on or off, when they run next, how they ran last; and what the server does by itself. */
export function JobsPage() {
  const search = page.useSearch();
  const navigate = useNavigate({ from: "/jobs" });
  const jobs = useRead("jobs.list", {}, { refetchInterval: liveMs });
  const changes = ["jobs.*"] as const;
  const update = useCall("jobs.update", {
    changes,
    done: ({ name, enabled }) =>
      enabled ? scriptsText.switchedOn(name) : scriptsText.switchedOff(name),
  });
  const remove = useCall("jobs.delete", { changes });
  const go = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  usePaletteActions(
    useMemo(
      () => [{ label: jobsText.add, run: () => void navigate({ to: "/new-job" }) }],
      [navigate],
    ),
  );
  const add = (
    <LinkButton leftSection={<IconPlus size={16} />} to="/new-job">
      {jobsText.add}
    </LinkButton>
  );
  return (
    <Page title={jobsText.title} description={jobsText.description} actions={add}>
      <Loaded query={jobs}>
        {({ items }) => (
          <ScriptsView
            kind="job"
            title={jobsText.title}
            scripts={items}
            search={search}
            go={go}
            first={
              <EmptyState
                icon={IconClockPlay}
                title={jobsText.first}
                description={jobsText.firstHint}
              >
                {add}
              </EmptyState>
            }
            further={{ name: "server", title: jobsText.server, content: <CronsTable /> }}
            table={(shown) => (
              <ScriptsTable
                label={jobsText.title}
                scripts={shown}
                columns={[
                  {
                    title: jobsText.schedule,
                    cell: ({ schedule }) => <ScheduleWords schedule={schedule} />,
                  },
                  { title: jobsText.nextRun, cell: (job) => <NextRun job={job} /> },
                ]}
                link={({ name }) => (
                  <Link to="/jobs/$script" params={{ script: name }} className={styles.name}>
                    {name}
                  </Link>
                )}
                menu={(job) => (
                  <JobMenu job={job} onDelete={() => remove.mutate({ job: job.id })} />
                )}
                switching={
                  update.isPending
                    ? { id: update.variables.job, enabled: update.variables.enabled === true }
                    : null
                }
                onSwitch={({ id }, enabled) => update.mutate({ job: id, enabled })}
              />
            )}
          />
        )}
      </Loaded>
    </Page>
  );
}

function NextRun({ job: { enabled, nextRuns, runningSince } }: { job: Job }) {
  const [next] = nextRuns;
  return (
    <Text size="sm" {...(runningSince === "" && { c: "dimmed" })} style={{ whiteSpace: "nowrap" }}>
      {runningSince !== "" ? (
        <>
          {jobsText.runningSince} <Time value={runningSince} />
        </>
      ) : !enabled ? (
        jobsText.isOff
      ) : next === undefined ? (
        jobsText.never
      ) : (
        <Time value={next} />
      )}
    </Text>
  );
}
