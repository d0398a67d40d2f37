import { MultiSelect, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { asList, holdsMany, labelFields, labelOf, quoted } from "../../client/record.ts";
import { useCollection } from "../../client/use-collections.ts";
import { useRead } from "../../client/use-read.ts";
import type { Collection } from "../../../src/product.ts";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";
import { fieldsText } from "../strings.ts";

/** Chooses records of another collection by what they are called. */
export function RelationInput(props: InputProps) {
  const { field, value, onChange } = props;
  const chosen = asList(value);
  const [wanted, setWanted] = useState("");
  const data = useChoices(String(field.collectionId), chosen, wanted);
  const common = {
    ...frameOf(props),
    data,
    searchable: true,
    onSearchChange: setWanted,
    nothingFoundMessage: fieldsText.noRecords,
    placeholder: chosen.length === 0 ? fieldsText.searchRecords : undefined,
    clearable: field.required !== true,
    clearButtonProps: { "aria-label": fieldsText.clear },
  };
  if (holdsMany(field)) {
    return (
      <MultiSelect
        {...common}
        filter={asFound}
        value={[...chosen]}
        onChange={onChange}
        maxValues={Number(field.maxSelect)}
        hidePickedOptions
      />
    );
  }
  return (
    <Select
      {...common}
      filter={asFound}
      value={chosen[0] ?? null}
      onChange={(next) => onChange(next ?? "")}
    />
  );
}

/** The server has looked already. */
function asFound<Options>({ options }: { options: Options }): Options {
  return options;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The chosen ones, by name, and those that are called something like what is typed. */
function useChoices(collectionId: string, chosen: readonly string[], wanted: string): Choice[] {
  const target = useCollection(collectionId) ?? undefined;
  const [typed] = useDebouncedValue(wanted, 200);
  const enabled = target !== undefined;
  const known = useRead(
    "records.list",
    {
      collection: collectionId,
      filter: chosen.map((id) => `id = ${quoted(id)}`).join(" || "),
      perPage: 200,
      skipTotal: true,
    },
    { enabled: enabled && chosen.length > 0, keepPrevious: true },
  );
  const found = useRead(
    "records.list",
    { collection: collectionId, filter: filterFor(typed, target), perPage: 30, skipTotal: true },
    { enabled, keepPrevious: true },
  );
  const records = [
    ...(chosen.length > 0 ? (known.data?.items ?? []) : []),
    ...(found.data?.items ?? []),
  ];
  const labels = new Map(records.map((each) => [String(each.id), labelOf(each, target)]));
  // Until their names come they go by their ids.
  for (const id of chosen) if (!labels.has(id)) labels.set(id, id);
  return [...labels].map(([value, label]) => ({ value, label }));
}

function filterFor(typed: string, target: Collection | undefined): string | undefined {
  if (typed === "") return undefined;
  const names = ["id", ...labelFields(target).map(({ name }) => name)];
  return names.map((name) => `${name} ~ ${quoted(typed)}`).join(" || ");
}
