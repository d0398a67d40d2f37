import { Skeleton, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useRead } from "../../client/use-read.ts";
import { LinkButton } from "../../parts/links.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { RequestChart } from "../../parts/request-chart/request-chart.tsx";
import { Part } from "./part.tsx";
import { dashboardText as words } from "./strings.ts";

/** Requests and how they ended; superusers' own, which this page makes, are left out. */
export function Traffic() {
  const navigate = useNavigate();
  const chart = useRead(
    "logs.chart",
    { since: "24h", points: 48, except: "_superusers" },
    { refetchInterval: 30_000 },
  );
  return (
    <Part
      title={words.requests}
      more={
        <LinkButton
          size="compact-xs"
          variant="subtle"
          color="gray"
          rightSection={<IconArrowRight size={13} />}
          to="/logs"
        >
          {words.openLogs}
        </LinkButton>
      }
    >
      <Loaded query={chart} skeleton={<Skeleton h={166} />}>
        {(data) =>
          data.total === 0 ? (
            <Text c="dimmed">{words.quiet}</Text>
          ) : (
            <RequestChart
              chart={data}
              onNarrow={({ from, to }) =>
                void navigate({
                  to: "/logs",
                  search: { since: from.toISOString(), until: to.toISOString() },
                })
              }
            />
          )
        }
      </Loaded>
    </Part>
  );
}
