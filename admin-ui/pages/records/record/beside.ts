import type { Rows } from "../grid/use-rows.ts";

/** What stands around the open record in the grid; undefined: nothing that is known. */
export interface Beside {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Looks among the rows from `first` up to `last`: those in sight. */
export function besideOf(
  id: string | undefined,
  row: Rows["row"],
  { first, last }: { readonly first: number; readonly last: number },
): Beside {
  const idAt = (index: number): string | undefined => {
    const record = row(index);
    return record && String(record.id);
  };
  if (id !== undefined) {
    for (let index = first; index < last; index++) {
      if (idAt(index) === id) return { before: idAt(index - 1), after: idAt(index + 1) };
    }
  }
  return { before: undefined, after: undefined };
}
