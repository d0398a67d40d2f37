import { Checkbox, Group, SegmentedControl, Stack, Tooltip } from "@mantine/core";
import { IconSettings } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { ClearFilters } from "../../parts/clear-filters.tsx";
import { LinkIcon } from "../../parts/links.tsx";
import { LiveToggle } from "../../parts/live-toggle.tsx";
import { Page } from "../../parts/page.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { DownloadLogs } from "./download-logs.tsx";
import { EntriesTable } from "./entries-table.tsx";
import { EntryDrawer } from "./entry-drawer.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { LogsChart } from "./logs-chart.tsx";
import { LogsFilters } from "./logs-filters.tsx";
import { groupings, isFiltered, unfiltered, type Go, type LogsSearch } from "./logs-search.ts";
import { logsText as words } from "./strings.ts";

const route = getRouteApi("/logs");

/** What was asked of the server over time, one by one or by what it has in common. */
export function LogsPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/logs" });
  const go: Go = (change) =>
    void navigate({
      search: (before) => ({ ...before, ...change }),
      // What is typed and what is only looked at is not worth a step back each.
      replace: !("since" in change || "by" in change || "page" in change),
    });
  const isLive = search.live === undefined && search.until === undefined;
  usePaletteActions(
    useMemo(
      () => [
        {
          label: words.failed,
          keywords: ["errors", "logs"],
          run: () => void navigate({ search: { failed: "yes" } }),
        },
      ],
      [navigate],
    ),
  );
  return (
    <Page
      title={words.title}
      description={words.description}
      actions={
        <>
          <Tooltip label={words.settings}>
            <LinkIcon
              size="lg"
              aria-label={words.settings}
              to="/settings/$section"
              params={{ section: "logs" }}
            >
              <IconSettings size={18} stroke={1.7} />
            </LinkIcon>
          </Tooltip>
          <DownloadLogs search={search} />
          <LiveToggle
            isOn={isLive}
            onChange={(isOn) =>
              go(isOn ? { live: undefined, until: undefined, page: undefined } : { live: "off" })
            }
          />
        </>
      }
    >
      <Stack gap="md">
        <LogsFilters search={search} go={go} />
        <LogsChart search={search} go={go} isLive={isLive} />
        <Group justify="space-between" gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={words.by}
            value={search.by ?? "entries"}
            onChange={(by) =>
              go({ by: by === "entries" ? undefined : (by as LogsSearch["by"]), page: undefined })
            }
            data={[
              { value: "entries", label: words.entries },
              ...groupings.map((each) => ({ value: each, label: words.groupings[each] })),
            ]}
          />
          <Group gap="xs">
            <ClearFilters isShown={isFiltered(search)} onClear={() => go(unfiltered)} />
            <Checkbox
              size="xs"
              label={words.superusers}
              checked={search.superusers !== undefined || search.auth === "_superusers"}
              onChange={(event) =>
                go({ superusers: event.currentTarget.checked ? "yes" : undefined, page: undefined })
              }
            />
          </Group>
        </Group>
        {search.by ? (
          <GroupsTable search={search} by={search.by} go={go} isLive={isLive} />
        ) : (
          <EntriesTable search={search} go={go} isLive={isLive} />
        )}
      </Stack>
      <EntryDrawer id={search.entry} go={go} />
    </Page>
  );
}
