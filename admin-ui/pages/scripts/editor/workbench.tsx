import { Stack, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "../scripts.module.css";
import type { ScriptKind } from "../script.ts";
import type { Go, ScriptSearch } from "../script-search.ts";
import { scriptsText } from "../strings.ts";
import { ActAsInput } from "../trial/act-as-input.tsx";
import { TrialPanel } from "../trial/trial-panel.tsx";
import type { TrialState } from "../trial/use-trial.ts";
import { MoreSettings } from "./more-settings.tsx";
import { SourceEditor } from "./source-editor.tsx";
import type { Starter } from "./starter.ts";
import { StarterCards } from "./starter-cards.tsx";
import type { Draft } from "./use-script-draft.ts";

/** What each kind has of its own. */
export interface WorkbenchParts {
  readonly kind: ScriptKind;
  readonly trials: TrialState;
  readonly search: ScriptSearch;
  readonly go: Go<ScriptSearch>;
  readonly starters: readonly Starter[];
  /** A hook's, whose fields are completed. */
  readonly collection?: string | undefined;
  /** What makes it run. */
  readonly settings: ReactNode;
  /** Beside rights and time, where they are seldom needed. */
  readonly more?: ReactNode;
  /** How to choose another record for a trial. */
  readonly picker?: ReactNode;
}

interface WorkbenchProps extends WorkbenchParts {
  readonly isNew: boolean;
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly problems: Readonly<Record<string, string>>;
}

/** Settings and source, and beside them what comes of a trial. */
export function Workbench({
  kind,
  isNew,
  draft,
  change,
  problems,
  trials,
  search,
  go,
  starters,
  collection,
  settings,
  more,
  picker,
}: WorkbenchProps) {
  return (
    <div className={styles.work}>
      <Stack gap="md" miw={0}>
        <div className={styles.settings} data-columns={kind === "hook" ? 3 : 2}>
          <TextInput
            label={scriptsText.name}
            required
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={problems.name}
            autoFocus={isNew}
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
          onRun={trials.run}
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
}

/** "Refuse when…" is a fine name without its dots. */
function nameFrom(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
