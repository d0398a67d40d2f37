import { NumberInput, Select } from "@mantine/core";
import { useCollections } from "../../client/use-collections.ts";
import { hookEvents, type HookDraft } from "./hook-draft.ts";
import { hooksText } from "./strings.ts";

interface HookSettingsProps {
  readonly draft: HookDraft;
  readonly change: (changes: Partial<HookDraft>) => void;
  readonly problems: Readonly<Record<string, string>>;
}

/** Of what it hears. */
export function HookSettings({ draft, change, problems }: HookSettingsProps) {
  const { data: all = [] } = useCollections();
  const names = all
    .filter(({ system, type }) => !system && type !== "view")
    .map(({ name }) => name);
  const hasAccounts = all.find(({ name }) => name === draft.collection)?.type === "auth";
  const events = hookEvents.filter(
    (event) => hasAccounts || draft.collection === "*" || !/Sign/.test(event),
  );
  const group = (start: "before" | "after") => ({
    group: hooksText.groups[start],
    items: events
      .filter((event) => event.startsWith(start))
      .map((value) => ({ value, label: hooksText.events[value] })),
  });
  return (
    <>
      <Select
        label={hooksText.collection}
        searchable
        data={[
          { value: "*", label: hooksText.everyCollection },
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        value={draft.collection}
        onChange={(collection) => change({ collection: collection ?? "*" })}
        error={problems.collection}
      />
      <Select
        label={hooksText.event}
        data={[group("before"), group("after")]}
        value={draft.event}
        onChange={(event) => change({ event: event as HookDraft["event"] })}
        error={problems.event}
      />
    </>
  );
}

export function HookOrder({ draft, change, problems }: HookSettingsProps) {
  return (
    <NumberInput
      label={hooksText.order}
      description={hooksText.orderHint}
      allowDecimal={false}
      value={draft.order}
      onChange={(order) => change({ order: Number(order) || 0 })}
      error={problems.order}
    />
  );
}
