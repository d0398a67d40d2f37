import { useLocalStorage } from "@mantine/hooks";
import type { Collection, Field } from "../../../../src/product.ts";
import { visibleFields } from "../../../client/record.ts";
import { cells } from "../../../fields/cells.ts";

export interface Column {
  readonly field: Field;
  /** Pixels. */
  readonly width: number;
}

/** How a person wants to see a collection; kept in this browser. By the fields' ids, which stay. */
export interface ColumnChoice {
  readonly hidden: readonly string[];
  readonly order: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

export interface Columns {
  readonly shown: readonly Column[];
  /** All of them, in order. */
  readonly all: readonly Field[];
  readonly choice: ColumnChoice;
  choose(choice: ColumnChoice): void;
  resize(field: Field, width: number): void;
}

const narrowest = 64;
/** Of auth collections, what hardly anybody looks at. */
const unusual = ["emailVisibility"];

export function useColumns(collection: Collection): Columns {
  const fields = visibleFields(collection);
  const [choice, choose] = useLocalStorage<ColumnChoice>({
    key: `vaultbase.columns.${collection.id}`,
    defaultValue: {
      hidden: fields.filter(({ name }) => unusual.includes(name)).map(({ id }) => id),
      order: [],
      widths: {},
    },
    getInitialValueInEffect: false,
  });
  const place = ({ id }: Field) => {
    const index = choice.order.indexOf(id);
    // A field that came later stands where the collection has it, after what was arranged.
    return index < 0 ? choice.order.length : index;
  };
  const all = fields.toSorted((a, b) => place(a) - place(b));
  return {
    all,
    shown: all
      .filter(({ id }) => !choice.hidden.includes(id))
      .map((field) => ({ field, width: choice.widths[field.id] ?? usualWidth(field) })),
    choice,
    choose,
    resize: ({ id }, width) =>
      choose((before) => ({
        ...before,
        widths: { ...before.widths, [id]: Math.max(narrowest, Math.round(width)) },
      })),
  };
}

function usualWidth(field: Field): number {
  if (field.system && field.name === "id") return 150;
  return cells[field.type].width;
}
