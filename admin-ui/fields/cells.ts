import type { ComponentType } from "react";
import type { FieldTypeName } from "../../src/product.ts";
import { BoolCell } from "./bool/cell.tsx";
import type { CellProps } from "./cell.ts";
import { DateCell } from "./date/cell.tsx";
import { EditorCell } from "./editor/cell.tsx";
import { EmailCell } from "./email/cell.tsx";
import { FileCell } from "./file/cell.tsx";
import { GeoPointCell } from "./geo-point/cell.tsx";
import { JsonCell } from "./json/cell.tsx";
import { NumberCell } from "./number/cell.tsx";
import { PasswordCell } from "./password/cell.tsx";
import { RelationCell } from "./relation/cell.tsx";
import { SelectCell } from "./select/cell.tsx";
import { TextCell } from "./text/cell.tsx";
import { UrlCell } from "./url/cell.tsx";
import { VectorCell } from "./vector/cell.tsx";

/** A value in one line of a grid, and how many pixels that takes at first. */
interface Cell {
  readonly Cell: ComponentType<CellProps>;
  readonly width: number;
}

export const cells: Readonly<Record<FieldTypeName, Cell>> = {
  text: { Cell: TextCell, width: 220 },
  editor: { Cell: EditorCell, width: 280 },
  number: { Cell: NumberCell, width: 120 },
  bool: { Cell: BoolCell, width: 96 },
  email: { Cell: EmailCell, width: 210 },
  url: { Cell: UrlCell, width: 220 },
  date: { Cell: DateCell, width: 180 },
  autodate: { Cell: DateCell, width: 180 },
  select: { Cell: SelectCell, width: 150 },
  relation: { Cell: RelationCell, width: 190 },
  file: { Cell: FileCell, width: 120 },
  json: { Cell: JsonCell, width: 240 },
  geoPoint: { Cell: GeoPointCell, width: 170 },
  vector: { Cell: VectorCell, width: 160 },
  password: { Cell: PasswordCell, width: 100 },
};
