import type { Services } from "../../kernel/context.ts";

type Sources = Pick<Services, "catalogs" | "settings">;

/**
 * Names, in lower case, of what is not to be shown of arguments: hidden fields, passwords whatever
 * they are called, secret settings, and what settings add.
 */
export async function secretNames({ catalogs, settings }: Sources): Promise<ReadonlySet<string>> {
  const [catalog, { audit }] = await Promise.all([catalogs.current(), settings.current()]);
  return namesOf(catalog, audit.redact, settings.secretNames);
}

/** The same as far as this process has seen, for those who cannot wait; made once for a schema. */
export class LatestSecretNames {
  #names: ReadonlySet<string> = new Set();
  #from: readonly unknown[] = [];

  constructor(private readonly services: Sources) {}

  get current(): ReadonlySet<string> {
    const { catalogs, settings } = this.services;
    const { redact } = settings.latest.audit;
    if (this.#from[0] !== catalogs.latest || this.#from[1] !== redact) {
      this.#from = [catalogs.latest, redact];
      this.#names = namesOf(catalogs.latest, redact, settings.secretNames);
    }
    return this.#names;
  }
}

function namesOf(
  catalog: Sources["catalogs"]["latest"],
  redact: readonly string[],
  settings: readonly string[],
): ReadonlySet<string> {
  const names = new Set([...redact, ...settings].map((name) => name.toLowerCase()));
  for (const { fields } of catalog?.collections ?? []) {
    for (const { name, type, hidden } of fields) {
      if (hidden || type === "password") names.add(name.toLowerCase());
    }
  }
  return names;
}
