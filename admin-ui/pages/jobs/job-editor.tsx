import { Button, Tooltip } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCall } from "../../client/use-call.ts";
import { EnabledSwitch } from "../scripts/editor/enabled-switch.tsx";
import { ScriptEditor } from "../scripts/editor/script-editor.tsx";
import { tellSaved } from "../scripts/editor/tell-saved.ts";
import { changesOf, useScriptDraft } from "../scripts/editor/use-script-draft.ts";
import { useVersion } from "../scripts/editor/use-version.ts";
import { ScriptMenu } from "../scripts/list/script-menu.tsx";
import type { Job } from "../scripts/script.ts";
import type { Go, ScriptSearch } from "../scripts/script-search.ts";
import { scriptsText } from "../scripts/strings.ts";
import { useTrial } from "../scripts/trial/use-trial.ts";
import { jobDraftOf, type JobDraft } from "./job-draft.ts";
import { jobStarters } from "./job-starters.ts";
import { ScheduleInput } from "./schedule-input.tsx";
import { jobsText } from "./strings.ts";
import { useRunJob } from "./use-run-job.ts";

interface JobEditorProps {
  readonly stored: Job | null;
  readonly start: () => JobDraft;
  readonly search: ScriptSearch;
  readonly go: Go<ScriptSearch>;
}

export function JobEditor({ stored, start, search, go }: JobEditorProps) {
  const navigate = useNavigate();
  const state = useScriptDraft(start);
  const { base, draft, change, restart, setProblems, problems, isDirty } = state;
  const trials = useTrial({ kind: "job", name: stored?.id }, draft, undefined);
  const version = useVersion(stored?.updated, isDirty, () => {
    if (stored) restart(jobDraftOf(stored));
  });
  const saving = { changes: ["jobs.*"] as const, form: { setErrors: setProblems } };
  const create = useCall("jobs.create", {
    ...saving,
    onDone({ name, trial }) {
      version.saved.current = true;
      tellSaved(name, trial);
      void navigate({ to: "/jobs/$script", params: { script: name } });
    },
  });
  const update = useCall("jobs.update", {
    ...saving,
    onDone(job) {
      version.note(job.updated);
      version.saved.current = true;
      tellSaved(job.name, job.trial);
      if (job.trial) trials.showSaved(job.trial, job.source);
      restart(jobDraftOf(job));
      if (job.name === stored?.name) return;
      void navigate({ to: "/jobs/$script", params: { script: job.name }, replace: true });
    },
  });
  const onOff = useCall("jobs.update", {
    changes: ["jobs.*"],
    done: ({ name, enabled }) =>
      enabled ? scriptsText.switchedOn(name) : scriptsText.switchedOff(name),
    onDone: ({ updated }) => version.note(updated),
  });
  const remove = useCall("jobs.delete", {
    changes: ["jobs.list"],
    done: scriptsText.deleted(stored?.name ?? ""),
    onDone() {
      version.saved.current = true;
      void navigate({ to: "/jobs" });
    },
  });
  const runNow = useRunJob(stored?.name ?? "", () => go({ tab: "runs" }));
  return (
    <ScriptEditor
      kind="job"
      stored={stored}
      title={stored?.name ?? jobsText.add}
      state={state}
      trials={trials}
      search={search}
      go={go}
      saving={stored ? update : create}
      save={() => {
        const { as: _, ...given } = draft;
        if (!stored) create.mutate(given);
        else if (isDirty) update.mutate({ job: stored.id, ...changesOf(base, draft) });
      }}
      saved={version.saved}
      takeTheirs={version.isBehind ? version.takeTheirs : null}
      starters={jobStarters}
      settings={
        <ScheduleInput
          value={draft.schedule}
          onChange={(schedule) => change({ schedule })}
          problem={problems.schedule}
        />
      }
      actions={
        stored && (
          <>
            <EnabledSwitch
              name={stored.name}
              enabled={onOff.isPending ? onOff.variables.enabled === true : stored.enabled}
              onSwitch={(enabled) => onOff.mutate({ job: stored.id, enabled })}
            />
            <ScriptMenu
              name={stored.name}
              onDuplicate={() => void navigate({ to: "/new-job", search: { from: stored.id } })}
              onDelete={() => remove.mutate({ job: stored.id })}
            />
            <Tooltip label={jobsText.runSaved}>
              <Button
                variant="default"
                leftSection={<IconPlayerPlay size={16} />}
                loading={runNow.isPending || stored.runningSince !== ""}
                onClick={() => runNow.mutate({ job: stored.id })}
              >
                {jobsText.runNow}
              </Button>
            </Tooltip>
          </>
        )
      }
    />
  );
}
