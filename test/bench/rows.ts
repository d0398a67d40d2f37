/** The data all servers hold: 10,000 rows of eight columns. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly n: number;
  readonly ok: boolean;
  readonly kind: string;
  readonly meta: { readonly a: number; readonly tags: readonly string[] };
  readonly at: string;
}

export const rowCount = 10_000;
export const someId = idOf(4242);

export function idOf(n: number): string {
  return `rec${String(n).padStart(12, "0")}`;
}

export function makeRow(n: number): Row {
  return {
    id: idOf(n),
    title: `Title number ${n}`,
    body: "Lorem ipsum dolor sit amet. ".repeat(5),
    n,
    ok: n % 2 === 0,
    kind: ["draft", "open", "closed"][n % 3]!,
    meta: { a: n, tags: ["x", "y"] },
    at: new Date(1_700_000_000_000 + n * 60_000).toISOString().replace("T", " "),
  };
}

export const collection = {
  name: "items",
  type: "base",
  listRule: "",
  viewRule: "",
  createRule: "",
  updateRule: "",
  fields: [
    { name: "title", type: "text" },
    { name: "body", type: "text" },
    { name: "n", type: "number" },
    { name: "ok", type: "bool" },
    { name: "kind", type: "select", values: ["draft", "open", "closed"], maxSelect: 1 },
    { name: "meta", type: "json" },
    // Of this type so that no server adds columns of its own for the time.
    { name: "at", type: "autodate", onCreate: true },
  ],
  indexes: ["CREATE INDEX `items_n` ON `items` (`n`)"],
};
