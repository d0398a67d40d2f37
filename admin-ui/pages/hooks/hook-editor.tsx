import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCall } from "../../client/use-call.ts";
import { useCollection } from "../../client/use-collections.ts";
import { AccountInput } from "../../fields/relation/account-input.tsx";
import { EnabledSwitch } from "../scripts/editor/enabled-switch.tsx";
import { ScriptEditor } from "../scripts/editor/script-editor.tsx";
import { tellSaved } from "../scripts/editor/tell-saved.ts";
import { changesOf, useScriptDraft } from "../scripts/editor/use-script-draft.ts";
import { useVersion } from "../scripts/editor/use-version.ts";
import { ScriptMenu } from "../scripts/list/script-menu.tsx";
import type { Hook } from "../scripts/script.ts";
import type { Go, ScriptSearch } from "../scripts/script-search.ts";
import { scriptsText, trialText } from "../scripts/strings.ts";
import { useTrial } from "../scripts/trial/use-trial.ts";
import { hookDraftOf, type HookDraft } from "./hook-draft.ts";
import { HookOrder, HookSettings } from "./hook-settings.tsx";
import { hookStarters } from "./hook-starters.ts";
import { hooksText } from "./strings.ts";

interface HookEditorProps {
  readonly stored: Hook | null;
  readonly start: () => HookDraft;
  readonly search: ScriptSearch;
  readonly go: Go<ScriptSearch>;
}

export function HookEditor({ stored, start, search, go }: HookEditorProps) {
  const navigate = useNavigate();
  const state = useScriptDraft(start);
  const { base, draft, change, restart, setProblems, problems, isDirty } = state;
  const collection = useCollection(draft.collection) ?? undefined;
  const trials = useTrial(
    { kind: "hook", name: stored?.id, collection: draft.collection, event: draft.event },
    draft,
    search.sample,
  );
  const version = useVersion(stored?.updated, isDirty, () => {
    if (stored) restart(hookDraftOf(stored));
  });
  const saving = { changes: ["hooks.*"] as const, form: { setErrors: setProblems } };
  const create = useCall("hooks.create", {
    ...saving,
    onDone({ name, trial }) {
      version.saved.current = true;
      tellSaved(name, trial);
      void navigate({ to: "/hooks/$script", params: { script: name } });
    },
  });
  const update = useCall("hooks.update", {
    ...saving,
    onDone(hook) {
      version.note(hook.updated);
      version.saved.current = true;
      tellSaved(hook.name, hook.trial);
      if (hook.trial) trials.showSaved(hook.trial, hook.source);
      restart(hookDraftOf(hook));
      if (hook.name === stored?.name) return;
      void navigate({ to: "/hooks/$script", params: { script: hook.name }, replace: true });
    },
  });
  const onOff = useCall("hooks.update", {
    changes: ["hooks.*"],
    done: ({ name, enabled }) =>
      enabled ? scriptsText.switchedOn(name) : scriptsText.switchedOff(name),
    onDone: ({ updated }) => version.note(updated),
  });
  const remove = useCall("hooks.delete", {
    changes: ["hooks.list"],
    done: scriptsText.deleted(stored?.name ?? ""),
    onDone() {
      version.saved.current = true;
      void navigate({ to: "/hooks" });
    },
  });
  return (
    <ScriptEditor
      kind="hook"
      collection={draft.collection}
      stored={stored}
      title={stored?.name ?? hooksText.add}
      state={state}
      trials={trials}
      search={search}
      go={go}
      saving={stored ? update : create}
      save={() => {
        if (!stored) create.mutate(draft);
        else if (isDirty) update.mutate({ hook: stored.id, ...changesOf(base, draft) });
      }}
      saved={version.saved}
      takeTheirs={version.isBehind ? version.takeTheirs : null}
      starters={useMemo(() => hookStarters(draft.event, collection), [draft.event, collection])}
      settings={<HookSettings draft={draft} change={change} problems={problems} />}
      more={<HookOrder draft={draft} change={change} problems={problems} />}
      picker={
        collection && (
          <AccountInput
            collection={collection}
            label={trialText.record}
            value={search.sample ?? ""}
            onChange={(sample) => go({ sample: sample || undefined })}
          />
        )
      }
      actions={
        stored && (
          <>
            <EnabledSwitch
              name={stored.name}
              enabled={onOff.isPending ? onOff.variables.enabled === true : stored.enabled}
              onSwitch={(enabled) => onOff.mutate({ hook: stored.id, enabled })}
            />
            <ScriptMenu
              name={stored.name}
              onDuplicate={() => void navigate({ to: "/new-hook", search: { from: stored.id } })}
              onDelete={() => remove.mutate({ hook: stored.id })}
            />
          </>
        )
      }
    />
  );
}
