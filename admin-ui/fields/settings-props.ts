import type { FieldTypeName } from "../../src/product.ts";

/** A field as it is being written: one that has no `id` yet is not stored. */
export interface FieldDraft {
  /** For the page alone: what it is known by while it has no name. */
  readonly key: string;
  readonly id?: string;
  readonly name: string;
  readonly type: FieldTypeName;
  readonly system?: boolean;
  readonly [option: string]: unknown;
}

export interface SettingsProps {
  readonly field: FieldDraft;
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
  /** Sentences by option: `max`, `values`, `onlyDomains.0`. */
  readonly problems: Readonly<Record<string, string>>;
}
