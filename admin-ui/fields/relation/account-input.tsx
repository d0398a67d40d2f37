import type { Collection } from "../../../src/product.ts";
import { RelationInput } from "./input.tsx";

interface AccountInputProps {
  readonly collection: Collection;
  readonly label: string;
  /** The account's id, or empty. */
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Chooses one record of a collection, such as an account, outside any record's form. */
export function AccountInput({ collection, label, value, onChange }: AccountInputProps) {
  return (
    <RelationInput
      field={{
        id: "account",
        name: label,
        type: "relation",
        system: false,
        hidden: false,
        presentable: false,
        help: "",
        collectionId: collection.id,
        maxSelect: 1,
      }}
      value={value}
      onChange={(next) => onChange(String(next ?? ""))}
      error={undefined}
      record={null}
    />
  );
}
