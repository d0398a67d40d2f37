import { Group, Menu, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconLink, IconPlus, IconRoute } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCall } from "../../client/use-call.ts";
import { useRead } from "../../client/use-read.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { liveMs } from "../../parts/live-mark.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { ScriptMenu } from "../scripts/list/script-menu.tsx";
import { ScriptsTable } from "../scripts/list/scripts-table.tsx";
import { ScriptsView } from "../scripts/list/scripts-view.tsx";
import styles from "../scripts/scripts.module.css";
import type { Route } from "../scripts/script.ts";
import { scriptsText } from "../scripts/strings.ts";
import { MethodBadge } from "./method-badge.tsx";
import { routesText } from "./strings.ts";

const page = getRouteApi("/routes");

/** All routes: on or off, what they answer and whom, how they ran last. */
export function RoutesPage() {
  const search = page.useSearch();
  const navigate = useNavigate({ from: "/routes" });
  const routes = useRead("routes.list", {}, { refetchInterval: liveMs });
  const changes = ["routes.*"] as const;
  const update = useCall("routes.update", {
    changes,
    done: ({ name, enabled }) =>
      enabled ? scriptsText.switchedOn(name) : scriptsText.switchedOff(name),
  });
  const remove = useCall("routes.delete", { changes });
  const go = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  usePaletteActions(
    useMemo(
      () => [{ label: routesText.add, run: () => void navigate({ to: "/new-route" }) }],
      [navigate],
    ),
  );
  const add = (
    <LinkButton leftSection={<IconPlus size={16} />} to="/new-route">
      {routesText.add}
    </LinkButton>
  );
  const menu = ({ id, name, url }: Route) => (
    <ScriptMenu
      name={name}
      onRuns={() =>
        void navigate({ to: "/routes/$script", params: { script: name }, search: { tab: "runs" } })
      }
      onDuplicate={() => void navigate({ to: "/new-route", search: { from: id } })}
      onDelete={() => remove.mutate({ route: id })}
    >
      <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void copyAddress(url)}>
        {routesText.copyAddress}
      </Menu.Item>
    </ScriptMenu>
  );
  return (
    <Page title={routesText.title} description={routesText.description} actions={add}>
      <Loaded query={routes}>
        {({ items }) => (
          <ScriptsView
            kind="route"
            title={routesText.title}
            scripts={items}
            search={search}
            go={go}
            first={
              <EmptyState
                icon={IconRoute}
                title={routesText.first}
                description={routesText.firstHint}
              >
                {add}
              </EmptyState>
            }
            table={(shown) => (
              <ScriptsTable
                label={routesText.title}
                scripts={shown}
                columns={[
                  { title: routesText.request, cell: (route) => <Request route={route} /> },
                  {
                    title: routesText.access,
                    cell: ({ access }) => <Text size="sm">{routesText.accessOf(access)}</Text>,
                  },
                ]}
                link={({ name }) => (
                  <Link to="/routes/$script" params={{ script: name }} className={styles.name}>
                    {name}
                  </Link>
                )}
                menu={menu}
                switching={
                  update.isPending
                    ? { id: update.variables.route, enabled: update.variables.enabled === true }
                    : null
                }
                onSwitch={({ id }, enabled) => update.mutate({ route: id, enabled })}
              />
            )}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Request({ route: { method, path } }: { route: Route }) {
  return (
    <Group gap={7} wrap="nowrap">
      <MethodBadge method={method} />
      <span className="mono">{path}</span>
    </Group>
  );
}

async function copyAddress(url: string): Promise<void> {
  await navigator.clipboard.writeText(`${location.origin}${url}`);
  notifications.show({ message: routesText.copied, color: "green" });
}
