import { Skeleton } from "@mantine/core";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { RequestChart } from "../../parts/request-chart/request-chart.tsx";
import { questionOf, stretches, type Go, type LogsSearch } from "./logs-search.ts";

interface LogsChartProps {
  readonly search: LogsSearch;
  readonly go: Go;
  readonly isLive: boolean;
}

/** What matches over time; a stretch that is dragged over becomes the time that is looked at. */
export function LogsChart({ search, go, isLive }: LogsChartProps) {
  const chart = useRead("logs.chart", questionOf(search), {
    keepPrevious: true,
    refetchInterval: isLive && (stretches[search.since as keyof typeof stretches] ?? 30_000),
  });
  // The entries below are refused for the same reason, and say so.
  if (chart.error) return null;
  return (
    <Loaded query={chart} skeleton={<Skeleton h={162} />}>
      {(data) => (
        <RequestChart
          chart={data}
          onNarrow={({ from, to }) =>
            go({ since: from.toISOString(), until: to.toISOString(), page: undefined })
          }
        />
      )}
    </Loaded>
  );
}
