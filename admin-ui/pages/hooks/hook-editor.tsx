import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCall } from "../../client/use-call.ts";
import { useCollection } from "../../client/use-collections.ts";
import { AccountInput } from "../../fields/relation/account-input.tsx";
import { ScriptEditor } from "../scripts/editor/script-editor.tsx";
import { StoredActions } from "../scripts/editor/stored-actions.tsx";
import { useSaveFlow } from "../scripts/editor/use-save-flow.ts";
import { changesOf, useScriptDraft } from "../scripts/editor/use-script-draft.ts";
import type { Hook } from "../scripts/script.ts";
import type { Go, ScriptSearch } from "../scripts/script-search.ts";
import { trialText } from "../scripts/strings.ts";
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
  const { base, draft, change, problems, isDirty } = state;
  const collection = useCollection(draft.collection) ?? undefined;
  const trials = useTrial(
    { kind: "hook", name: stored?.id, collection: draft.collection, event: draft.event },
    draft,
    search,
  );
  const flow = useSaveFlow({
    stored,
    state,
    trials,
    draftOf: hookDraftOf,
    open: (script, replace) => void navigate({ to: "/hooks/$script", params: { script }, replace }),
    leave: () => void navigate({ to: "/hooks" }),
  });
  const changes = ["hooks.*", "scripts.versions"] as const;
  const create = useCall("hooks.create", { changes, ...flow.create });
  const update = useCall("hooks.update", { changes, ...flow.update });
  const onOff = useCall("hooks.update", { changes, ...flow.onOff });
  const remove = useCall("hooks.delete", { changes: ["hooks.list"], ...flow.remove });
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
        else if (isDirty) {
          const if_updated = flow.version.seen();
          update.mutate({ hook: stored.id, ...changesOf(base, draft), if_updated });
        }
      }}
      version={flow.version}
      starters={useMemo(() => hookStarters(draft.event, collection), [draft.event, collection])}
      settings={
        <HookSettings
          draft={draft}
          change={(changes) => {
            change(changes);
            // A record of one collection is none of another.
            if (changes.collection !== undefined) go({ sample: undefined });
          }}
          problems={problems}
        />
      }
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
          <StoredActions
            script={stored}
            switching={onOff.isPending ? onOff.variables.enabled === true : null}
            onSwitch={(enabled) => onOff.mutate({ hook: stored.id, enabled })}
            onDuplicate={() => void navigate({ to: "/new-hook", search: { from: stored.id } })}
            onDelete={() => remove.mutate({ hook: stored.id })}
          />
        )
      }
    />
  );
}
