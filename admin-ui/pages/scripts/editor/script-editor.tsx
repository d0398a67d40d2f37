import { Badge, Button, Stack, Tabs, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useMemo, useRef, type ReactNode } from "react";
import type { ClientError } from "../../../client/client-error.ts";
import { ChangedMeanwhile } from "../../../parts/changed-meanwhile.tsx";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { Page } from "../../../parts/page.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { usePaletteActions } from "../../../shell/palette-actions.tsx";
import { text } from "../../../strings.ts";
import { RunsView } from "../runs/runs-view.tsx";
import styles from "../scripts.module.css";
import type { KnownScript, ScriptKind } from "../script.ts";
import type { Go, ScriptSearch } from "../script-search.ts";
import { editorText, runsText, scriptsText, trialText } from "../strings.ts";
import { TrialPanel } from "../trial/trial-panel.tsx";
import { ActAsInput } from "../trial/act-as-input.tsx";
import type { TrialState } from "../trial/use-trial.ts";
import { MoreSettings } from "./more-settings.tsx";
import { SourceEditor } from "./source-editor.tsx";
import type { Starter } from "./starter.ts";
import { StarterCards } from "./starter-cards.tsx";
import type { Draft, DraftState } from "./use-script-draft.ts";
import type { VersionState } from "./use-version.ts";

interface ScriptEditorProps<D extends Draft> {
  readonly kind: ScriptKind;
  /** Null while it has never been saved. */
  readonly stored: KnownScript | null;
  readonly title: string;
  readonly state: DraftState<D>;
  readonly trials: TrialState;
  readonly search: ScriptSearch;
  readonly go: Go<ScriptSearch>;
  readonly saving: { readonly isPending: boolean; readonly error: ClientError | null };
  readonly save: () => void;
  readonly version: VersionState;
  readonly starters: readonly Starter[];
  /** A hook's, whose fields are completed. */
  readonly collection?: string;
  /** What makes it run. */
  readonly settings: ReactNode;
  /** Beside rights and time, where they are seldom needed. */
  readonly more?: ReactNode;
  readonly picker?: ReactNode;
  readonly actions?: ReactNode;
}

/** A script's page: settings, source, trial; and what became of its runs. */
export function ScriptEditor<D extends Draft>({
  kind,
  stored,
  title,
  state,
  trials,
  search,
  go,
  saving,
  save,
  version,
  starters,
  collection,
  settings,
  more,
  picker,
  actions,
}: ScriptEditorProps<D>) {
  const { base, draft, restart, problems, isDirty } = state;
  const change = state.change as (changes: Partial<Draft>) => void;
  const saveOnce = () => {
    if (!saving.isPending) save();
  };
  useHotkeys([["mod+S", saveOnce]], [], true);
  const { run } = trials;
  const latest = useRef(run);
  latest.current = run;
  usePaletteActions(useMemo(() => [{ label: trialText.run, run: () => latest.current() }], []));
  const script = (
    <div className={styles.work}>
      <Stack gap="md" miw={0}>
        <div className={styles.settings} data-columns={kind === "hook" ? 3 : 2}>
          <TextInput
            label={scriptsText.name}
            required
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={problems.name}
            autoFocus={stored === null}
          />
          {settings}
        </div>
        {draft.source.trim() === "" && (
          <StarterCards
            starters={starters}
            onChoose={({ source, title: named }) =>
              change({ source, ...(draft.name === "" && { name: nameFrom(named) }) })
            }
          />
        )}
        <SourceEditor
          kind={kind}
          collection={collection}
          source={draft.source}
          onChange={(source) => change({ source })}
          trial={trials.trial}
          problem={problems.source}
          onRun={run}
          starters={draft.source.trim() === "" ? [] : starters}
        />
        <MoreSettings
          draft={draft}
          change={change}
          problems={problems}
          hasAllRights={kind === "job"}
        >
          {more}
        </MoreSettings>
      </Stack>
      <TrialPanel
        {...trials}
        picker={
          <>
            {picker}
            {kind !== "job" && <ActAsInput value={search.as} onChange={(as) => go({ as })} />}
          </>
        }
      />
    </div>
  );
  return (
    <Page
      title={title}
      {...(stored && stored.help !== "" && { description: stored.help })}
      actions={
        <>
          {isDirty && <Badge color="yellow">{editorText.unsaved}</Badge>}
          {actions}
          {isDirty && stored && (
            <Button variant="default" onClick={() => restart(base)}>
              {editorText.discard}
            </Button>
          )}
          <Button loading={saving.isPending} disabled={!isDirty && stored !== null} onClick={save}>
            {text.save}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        {isDirty && version.isBehind && <ChangedMeanwhile onLoad={version.takeTheirs} />}
        {!saving.isPending && (
          <Refusal error={saving.error} shown={Object.keys(saving.error?.problems ?? {})} />
        )}
        {stored === null ? (
          script
        ) : (
          <Tabs
            value={search.tab ?? "script"}
            onChange={(next) => go({ tab: next === "runs" ? next : undefined })}
          >
            <Tabs.List mb="md" aria-label={title}>
              <Tabs.Tab value="script">{editorText.script}</Tabs.Tab>
              <Tabs.Tab
                value="runs"
                rightSection={
                  stored.failures > 0 && (
                    <Badge color="red" className="number">
                      {stored.failures}
                    </Badge>
                  )
                }
              >
                {runsText.title}
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="script">{script}</Tabs.Panel>
            <Tabs.Panel value="runs">
              <RunsView kind={kind} script={stored.id} search={search} go={go} />
            </Tabs.Panel>
          </Tabs>
        )}
      </Stack>
      <LeaveGuard when={isDirty} unless={version.saved} samePage />
    </Page>
  );
}

/** "Refuse when…" is a fine name without its dots. */
function nameFrom(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
