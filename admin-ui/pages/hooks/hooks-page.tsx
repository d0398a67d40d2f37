import { Badge, Group, Select, Text } from "@mantine/core";
import { IconPlus, IconWebhook } from "@tabler/icons-react";
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
import type { Hook } from "../scripts/script.ts";
import { scriptsText } from "../scripts/strings.ts";
import { hooksText } from "./strings.ts";

const route = getRouteApi("/hooks");

/** All hooks: on or off, what they hear of, how they ran last. */
export function HooksPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/hooks" });
  const hooks = useRead("hooks.list", {}, { refetchInterval: liveMs });
  const changes = ["hooks.*"] as const;
  const update = useCall("hooks.update", {
    changes,
    done: ({ name, enabled }) =>
      enabled ? scriptsText.switchedOn(name) : scriptsText.switchedOff(name),
  });
  const remove = useCall("hooks.delete", { changes });
  const go = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  usePaletteActions(
    useMemo(
      () => [{ label: hooksText.add, run: () => void navigate({ to: "/new-hook" }) }],
      [navigate],
    ),
  );
  const add = (
    <LinkButton
      leftSection={<IconPlus size={16} />}
      to="/new-hook"
      search={{ collection: search.collection }}
    >
      {hooksText.add}
    </LinkButton>
  );
  const menu = ({ id, name }: Hook) => (
    <ScriptMenu
      name={name}
      onRuns={() =>
        void navigate({ to: "/hooks/$script", params: { script: name }, search: { tab: "runs" } })
      }
      onDuplicate={() => void navigate({ to: "/new-hook", search: { from: id } })}
      onDelete={() => remove.mutate({ hook: id })}
    />
  );
  return (
    <Page title={hooksText.title} description={hooksText.description} actions={add}>
      <Loaded query={hooks}>
        {({ items }) => (
          <ScriptsView
            kind="hook"
            title={hooksText.title}
            scripts={items}
            search={search}
            go={go}
            passes={({ collection }) => !search.collection || collection === search.collection}
            filters={
              <CollectionFilter
                hooks={items}
                value={search.collection}
                onChange={(collection) => go({ collection })}
              />
            }
            first={
              <EmptyState
                icon={IconWebhook}
                title={hooksText.first}
                description={hooksText.firstHint}
              >
                {add}
              </EmptyState>
            }
            table={(shown) => (
              <ScriptsTable
                label={hooksText.title}
                scripts={shown}
                columns={[{ title: hooksText.when, cell: (hook) => <When hook={hook} /> }]}
                link={({ name }) => (
                  <Link to="/hooks/$script" params={{ script: name }} className={styles.name}>
                    {name}
                  </Link>
                )}
                menu={menu}
                switching={
                  update.isPending
                    ? { id: update.variables.hook, enabled: update.variables.enabled === true }
                    : null
                }
                onSwitch={({ id }, enabled) => update.mutate({ hook: id, enabled })}
              />
            )}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Before or after what, and of which collection. */
function When({ hook: { collection, event } }: { hook: Hook }) {
  return (
    <Group gap={7} wrap="nowrap">
      <Badge flex="none" color={event.startsWith("before") ? "violet" : "teal"}>
        {hooksText.events[event]}
      </Badge>
      <Text size="sm">{collection === "*" ? hooksText.everyCollection : collection}</Text>
    </Group>
  );
}

interface CollectionFilterProps {
  readonly hooks: readonly Hook[];
  readonly value: string | undefined;
  readonly onChange: (collection: string | undefined) => void;
}

function CollectionFilter({ hooks, value, onChange }: CollectionFilterProps) {
  const names = new Set(hooks.map(({ collection }) => collection));
  return (
    <Select
      size="xs"
      w={170}
      aria-label={hooksText.collection}
      data={[
        { value: "", label: hooksText.anyCollection },
        ...[...names, ...(value ? [value] : [])]
          .filter((name, index, all) => all.indexOf(name) === index)
          .toSorted()
          .map((name) => ({ value: name, label: name === "*" ? hooksText.everyCollection : name })),
      ]}
      value={value ?? ""}
      onChange={(next) => onChange(next || undefined)}
    />
  );
}
