import { Button, Tooltip } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCall } from "../../client/use-call.ts";
import { ScriptEditor } from "../scripts/editor/script-editor.tsx";
import { StoredActions } from "../scripts/editor/stored-actions.tsx";
import { useSaveFlow } from "../scripts/editor/use-save-flow.ts";
import { changesOf, useScriptDraft } from "../scripts/editor/use-script-draft.ts";
import type { Job } from "../scripts/script.ts";
import type { Go, ScriptSearch } from "../scripts/script-search.ts";
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
  const { base, draft, change, problems, isDirty } = state;
  const trials = useTrial({ kind: "job", name: stored?.id }, draft, {});
  const flow = useSaveFlow({
    stored,
    state,
    trials,
    draftOf: jobDraftOf,
    open: (script, replace) => void navigate({ to: "/jobs/$script", params: { script }, replace }),
    leave: () => void navigate({ to: "/jobs" }),
  });
  const changes = ["jobs.*", "scripts.versions"] as const;
  const create = useCall("jobs.create", { changes, ...flow.create });
  const update = useCall("jobs.update", { changes, ...flow.update });
  const onOff = useCall("jobs.update", { changes, ...flow.onOff });
  const remove = useCall("jobs.delete", { changes: ["jobs.list"], ...flow.remove });
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
        else if (isDirty) {
          const if_updated = flow.version.seen();
          update.mutate({ job: stored.id, ...changesOf(base, draft), if_updated });
        }
      }}
      version={flow.version}
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
            <StoredActions
              script={stored}
              switching={onOff.isPending ? onOff.variables.enabled === true : null}
              onSwitch={(enabled) => onOff.mutate({ job: stored.id, enabled })}
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
