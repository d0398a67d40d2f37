import { Menu, UnstyledButton } from "@mantine/core";
import {
  IconArrowUpRight,
  IconBraces,
  IconCopy,
  IconFilter,
  IconFilterOff,
  IconPencil,
  IconTable,
} from "@tabler/icons-react";
import type { Field } from "../../../../src/product.ts";
import { asList, labelOf, type RecordData } from "../../../client/record.ts";
import { notifyOfError } from "../../../client/use-call.ts";
import { useClient } from "../../../client/use-client.ts";
import { useCollection } from "../../../client/use-collections.ts";
import { copy } from "../copy.ts";
import { recordsText } from "../strings.ts";
import { asClientError } from "../../../client/client-error.ts";
import { writeTable } from "../write-table.ts";
import type { Column } from "./columns.ts";
import { valueFilter } from "./value-filter.ts";

/** A cell, and where on the screen its menu opens. */
export interface CellPlace {
  readonly record: RecordData;
  readonly field: Field;
  readonly x: number;
  readonly y: number;
}

interface CellMenuProps {
  readonly place: CellPlace;
  readonly collection: string;
  readonly columns: readonly Column[];
  /** Whose eyes it is read with. */
  readonly as: string | null | undefined;
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
  readonly onPeek: (related: string) => void;
  readonly onNarrow: (condition: string) => void;
}

const { cell: words } = recordsText;
const mostValues = 5;

/** What can be done with one value, and with the record that has it. */
export function CellMenu(props: CellMenuProps) {
  const { place, collection, columns, as, onClose, onOpen, onPeek, onNarrow } = props;
  const { record, field, x, y } = place;
  const client = useClient();
  const target = useCollection(String(field.collectionId ?? ""));
  const value = record[field.name];
  const values = Array.isArray(value) ? value.slice(0, mostValues) : [value];
  const id = String(record.id);
  const copyRow = async (write: (whole: RecordData) => string | Promise<string>) => {
    try {
      // The grid has no more of a record than it shows.
      const whole = await client.call("records.get", { collection, id }, { as });
      copy(await write(whole), recordsText.jsonCopied);
    } catch (thrown) {
      notifyOfError(asClientError(thrown));
    }
  };
  const names = columns.map((column) => column.field.name);
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      width={280}
      withInitialFocusPlaceholder={false}
      // Not by a key elsewhere: the one that opens it is still on its way up.
      clickOutsideEvents={["mousedown", "touchstart"]}
    >
      <Menu.Target>
        <UnstyledButton
          tabIndex={-1}
          aria-label={words.menu(field.name)}
          style={{ position: "fixed", left: x, top: y, width: 1, height: 1 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{field.name}</Menu.Label>
        <Menu.Item
          leftSection={<IconCopy size={16} />}
          onClick={() => copy(valueText(value), words.copied)}
        >
          {words.copy}
        </Menu.Item>
        {values.flatMap((each) =>
          [true, false].flatMap((isWanted) => {
            const condition = valueFilter(field, each, isWanted);
            if (condition === null) return [];
            return [
              <Menu.Item
                key={condition}
                leftSection={isWanted ? <IconFilter size={16} /> : <IconFilterOff size={16} />}
                onClick={() => onNarrow(condition)}
              >
                {(isWanted ? words.only : words.without)(shortName(record, field, each))}
              </Menu.Item>,
            ];
          }),
        )}
        {field.type === "relation" &&
          target &&
          asList(value)
            .slice(0, mostValues)
            .map((related) => (
              <Menu.Item
                key={related}
                leftSection={<IconArrowUpRight size={16} />}
                onClick={() => onPeek(`${target.name}:${related}`)}
              >
                {words.peek(shortName(record, field, related))}
              </Menu.Item>
            ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onOpen(id)}>
          {words.open}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBraces size={16} />}
          onClick={() => void copyRow((whole) => JSON.stringify(whole, null, 2))}
        >
          {recordsText.copyJson}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTable size={16} />}
          onClick={() => void copyRow((whole) => writeTable([whole], names, "\t"))}
        >
          {words.copyRow}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );

  function shortName(of: RecordData, { name, type }: Field, each: unknown): string {
    const expand = of.expand as Readonly<Record<string, unknown>> | undefined;
    const related = [(expand?.[name] ?? []) as RecordData | RecordData[]].flat();
    const found = type === "relation" && related.find((one) => one.id === each);
    const text = found ? labelOf(found, target ?? undefined) : valueText(each);
    if (text === "") return words.empty;
    return text.length > 24 ? `${text.slice(0, 24)}…` : text;
  }
}

/** A value as it is pasted elsewhere. */
export function valueText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}
