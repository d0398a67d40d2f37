/** Names a record has of its own, whatever its fields. */
const reserved = new Set([
  "id",
  "expand",
  "collection_id",
  "collection_name",
  "created_at",
  "updated_at",
]);

/** `US Gross` → `us_gross`, `milesPerGallon` → `miles_per_gallon`, `Größe` → `grosse`. */
export function fieldName(column: string): string {
  const name = column
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z\d]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase()
    .slice(0, 60);
  return /^[a-z]/.test(name) ? name : name === "" ? "column" : `column_${name}`;
}

/** A field name per column: unlike each other, and unlike the names every record has. */
export function fieldNames(columns: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(reserved);
  const names = new Map<string, string>();
  for (const column of columns) {
    const wanted = fieldName(column);
    const first = reserved.has(wanted) ? `source_${wanted}` : wanted;
    let name = first;
    for (let count = 2; taken.has(name); count += 1) name = `${first}_${count}`;
    taken.add(name);
    names.set(column, name);
  }
  return names;
}
