import type { RecordData } from "../../../client/record.ts";
import type { CellPlace } from "./cell-menu.tsx";
import type { Column } from "./columns.ts";

export interface GridProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly total: number;
  readonly sort: string;
  readonly selected: ReadonlySet<string>;
  /** The record that is open beside the grid. */
  readonly open: string | undefined;
  /** Records that have just changed by somebody else's hand. */
  readonly fresh: ReadonlySet<string>;
  readonly onSort: (sort: string) => void;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onOpen: (id: string) => void;
  /** `authors:ID` */
  readonly onPeek: (related: string) => void;
  readonly onMenu: (place: CellPlace) => void;
  readonly onResize: (column: Column, width: number) => void;
  /** Hears which rows are in sight: the first, and the one after the last. */
  readonly onRange: (range: { readonly first: number; readonly last: number }) => void;
  /** Undefined while it is on its way. */
  readonly row: (index: number) => RecordData | undefined;
}
