import type { ComponentType } from "react";
import type { JsonSchema } from "./json-schema.ts";

/** One value by its schema; `undefined` is left out. */
export interface SchemaInputProps {
  readonly name: string;
  /** From the outermost object: `data.title`. */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Inputs that know more than the schema says, by path. */
  readonly special: SpecialInputs;
}

export type SpecialInputs = Readonly<Record<string, ComponentType<SchemaInputProps>>>;
