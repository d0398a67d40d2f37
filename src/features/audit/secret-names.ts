import type { Services } from "../../kernel/context.ts";

/** Names, in lower case, of what is not to be shown of arguments: hidden fields, and what settings add. */
export async function secretNames({
  catalogs,
  settings,
}: Pick<Services, "catalogs" | "settings">): Promise<ReadonlySet<string>> {
  const [catalog, { audit }] = await Promise.all([catalogs.current(), settings.current()]);
  const names = new Set(audit.redact.map((name) => name.toLowerCase()));
  for (const { fields } of catalog.collections) {
    for (const { name, type, hidden } of fields) {
      if (hidden || type === "password") names.add(name.toLowerCase());
    }
  }
  return names;
}
