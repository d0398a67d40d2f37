import { Group, Tabs } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { SearchInput } from "../../../parts/search-input.tsx";
import { RunsView } from "../runs/runs-view.tsx";
import type { KnownScript, ScriptKind } from "../script.ts";
import { listTabs, type Go, type ListSearch, type ListTab } from "../script-search.ts";
import { runsText, scriptsText } from "../strings.ts";

interface ScriptsViewProps<S extends KnownScript> {
  readonly kind: ScriptKind;
  readonly title: string;
  readonly scripts: readonly S[];
  readonly search: ListSearch;
  readonly go: Go<ListSearch>;
  /** Shown as soon as there is one. */
  readonly table: (scripts: readonly S[]) => ReactNode;
  /** What to do while there is none. */
  readonly first: ReactNode;
  /** Beside the search. */
  readonly filters?: ReactNode;
  /** A tab of its own beside the runs. */
  readonly further?: {
    readonly name: ListTab;
    readonly title: string;
    readonly content: ReactNode;
  };
  /** Whether the filters let it through. */
  readonly passes?: (script: S) => boolean;
}

/** Scripts of a kind, and beside them their runs. */
export function ScriptsView<S extends KnownScript>({
  kind,
  title,
  scripts,
  search,
  go,
  table,
  first,
  filters,
  further,
  passes = () => true,
}: ScriptsViewProps<S>) {
  const { q = "", tab } = search;
  const shown = scripts.filter(
    (each) =>
      passes(each) && `${each.name} ${each.help}`.toLowerCase().includes(q.trim().toLowerCase()),
  );
  return (
    <Tabs
      value={tab ?? "all"}
      onChange={(next) =>
        go({ tab: listTabs.find((each) => each === next), before: undefined, run: undefined })
      }
    >
      <Tabs.List mb="md" aria-label={title}>
        <Tabs.Tab value="all">{title}</Tabs.Tab>
        <Tabs.Tab value="runs">{runsText.title}</Tabs.Tab>
        {further && <Tabs.Tab value={further.name}>{further.title}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="all">
        {scripts.length === 0 ? (
          first
        ) : (
          <>
            <Group mb="sm" gap="sm">
              <SearchInput
                w={220}
                label={scriptsText.search}
                value={q}
                onChange={(typed) => go({ q: typed || undefined })}
              />
              {filters}
            </Group>
            {shown.length === 0 ? (
              <EmptyState
                icon={IconSearch}
                title={scriptsText.noneFound}
                description={scriptsText.noneFoundHint}
              />
            ) : (
              table(shown)
            )}
          </>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="runs">
        <RunsView kind={kind} search={search} go={go} />
      </Tabs.Panel>
      {further && <Tabs.Panel value={further.name}>{further.content}</Tabs.Panel>}
    </Tabs>
  );
}
