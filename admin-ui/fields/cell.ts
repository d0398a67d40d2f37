import type { Field } from "../../src/product.ts";
import type { RecordData } from "../client/record.ts";

export interface CellProps {
  readonly field: Field;
  readonly value: unknown;
  /** The whole record: its files' addresses and expanded relations are there. */
  readonly record: RecordData;
}
