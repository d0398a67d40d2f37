import { Stack } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ClearFilters } from "../../parts/clear-filters.tsx";
import { LiveToggle } from "../../parts/live-toggle.tsx";
import { Page } from "../../parts/page.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { isFiltered, unfiltered, type Go } from "./audit-search.ts";
import { CallDrawer } from "./call-drawer.tsx";
import { CallsTable } from "./calls-table.tsx";
import { auditText as words } from "./strings.ts";

const route = getRouteApi("/audit");

/** Who did what, what came of it, and the way back. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/audit" });
  const go: Go = (change) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: !("page" in change) });
  const isLive = search.live === undefined;
  return (
    <Page
      title={words.title}
      description={words.description}
      actions={
        <>
          <ClearFilters isShown={isFiltered(search)} onClear={() => go(unfiltered)} />
          <LiveToggle isOn={isLive} onChange={(isOn) => go({ live: isOn ? undefined : "off" })} />
        </>
      }
    >
      <Stack gap="md">
        <AuditFilters search={search} go={go} />
        <CallsTable search={search} go={go} isLive={isLive} />
      </Stack>
      <CallDrawer id={search.call} go={go} />
    </Page>
  );
}
