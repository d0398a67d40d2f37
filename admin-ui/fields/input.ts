import type { Field } from "../../src/product.ts";
import type { RecordData } from "../client/record.ts";

export interface InputProps {
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error: string | undefined;
  /** As it is stored; null for one that is being made. */
  readonly record: RecordData | null;
  /** Whoever opens the form begins here. */
  readonly isFirst?: boolean;
}
