import { Badge, Button, Stack, Tabs } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useMemo, useRef, type ReactNode } from "react";
import type { ClientError } from "../../../client/client-error.ts";
import { ChangedMeanwhile } from "../../../parts/changed-meanwhile.tsx";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { Page } from "../../../parts/page.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { isChangedMeanwhile } from "../../../parts/shared-draft.ts";
import { usePaletteActions } from "../../../shell/palette-actions.tsx";
import { text } from "../../../strings.ts";
import { RunsView } from "../runs/runs-view.tsx";
import type { KnownScript } from "../script.ts";
import { scriptTabs } from "../script-search.ts";
import { editorText, runsText, trialText, versionsText } from "../strings.ts";
import { VersionsView } from "../versions/versions-view.tsx";
import type { Draft, DraftState } from "./use-script-draft.ts";
import type { VersionState } from "../../../parts/use-version.ts";
import { Workbench, type WorkbenchParts } from "./workbench.tsx";

interface ScriptEditorProps<D extends Draft> extends WorkbenchParts {
  /** Null while it has never been saved. */
  readonly stored: KnownScript | null;
  readonly title: string;
  readonly state: DraftState<D>;
  readonly saving: {
    readonly isPending: boolean;
    readonly error: ClientError | null;
    readonly reset: () => void;
  };
  readonly save: () => void;
  readonly version: VersionState;
  readonly actions?: ReactNode;
}

/** A script's page: settings, source, trial; and what became of its runs. */
export function ScriptEditor<D extends Draft>({
  stored,
  title,
  state,
  saving,
  save,
  version,
  actions,
  ...parts
}: ScriptEditorProps<D>) {
  const { kind, trials, search, go } = parts;
  const { base, draft, restart, problems, isDirty } = state;
  // What every draft has, this one has as well.
  const change = state.change as (changes: Partial<Draft>) => void;
  const saveOnce = () => {
    if (!saving.isPending) save();
  };
  const isBehind = isDirty && version.isBehind;
  useHotkeys([["mod+S", saveOnce]], [], true);
  const { run } = trials;
  const latest = useRef(run);
  latest.current = run;
  usePaletteActions(useMemo(() => [{ label: trialText.run, run: () => latest.current() }], []));
  const script = (
    <Workbench
      {...parts}
      isNew={stored === null}
      draft={draft}
      change={change}
      problems={problems}
    />
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
            <Button
              variant="default"
              onClick={() => {
                saving.reset();
                restart(base);
              }}
            >
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
        {isBehind && <ChangedMeanwhile version={version} saving={saving} onSave={saveOnce} />}
        {!saving.isPending && !(isBehind && isChangedMeanwhile(saving.error)) && (
          <Refusal error={saving.error} shown={Object.keys(saving.error?.problems ?? {})} />
        )}
        {stored === null ? (
          script
        ) : (
          <Tabs
            value={search.tab ?? "script"}
            onChange={(next) => go({ tab: scriptTabs.find((each) => each === next) })}
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
              <Tabs.Tab value="versions">{versionsText.title}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="script">{script}</Tabs.Panel>
            <Tabs.Panel value="runs">
              <RunsView kind={kind} script={stored.id} search={search} go={go} />
            </Tabs.Panel>
            <Tabs.Panel value="versions">
              <VersionsView
                script={stored.id}
                onBringBack={(version) => {
                  change(partsOf(draft, version));
                  go({ tab: undefined });
                }}
              />
            </Tabs.Panel>
          </Tabs>
        )}
      </Stack>
      <LeaveGuard when={isDirty} unless={version.saved} samePage />
    </Page>
  );
}

/** What a draft of its kind is made of; its name stays. */
function partsOf(draft: Draft, version: Readonly<Record<string, unknown>>): Partial<Draft> {
  const names = Object.keys(draft).filter((name) => name !== "name" && name in version);
  return Object.fromEntries(names.map((name) => [name, version[name]]));
}
