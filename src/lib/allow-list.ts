/**
 * Names or addresses that are allowed. In an entry `*` stands for anything and `{name}` for anything
 * up to the next slash. A list without entries allows everything. Entries that callers choose are
 * asked first whether they speak of anything: `speaksOf`.
 */
export class AllowList {
  readonly #exact: ReadonlySet<string>;
  readonly #patterns: readonly RegExp[];

  constructor(readonly entries: readonly string[]) {
    this.#exact = new Set(entries);
    this.#patterns = entries.filter((entry) => /[*{]/.test(entry)).map(patternOf);
  }

  get allowsAll(): boolean {
    return this.#exact.size === 0;
  }

  has(name: string): boolean {
    if (this.allowsAll || this.#exact.has(name)) return true;
    return this.#patterns.some((pattern) => pattern.test(name));
  }

  /** Whether anything is allowed that this template (`record/{collection}/{id}`) stands for. */
  hasSome(template: string): boolean {
    return this.has(template) || this.entries.some((entry) => patternOf(template).test(entry));
  }
}

/** Whether an entry of an allow-list speaks of this name or template at all. */
export function speaksOf(entry: string, name: string): boolean {
  return starsIn(entry) <= mostStars && new AllowList([entry]).hasSome(name);
}

/** With more of them, a long name takes long to be held against the entry. */
const mostStars = 2;

function starsIn(entry: string): number {
  return entry.split("*").length - 1;
}

function patternOf(entry: string): RegExp {
  const source = entry
    .split(/(\*|\{\w+\})/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
      return part === "*" ? ".*" : "[^/]+";
    })
    .join("");
  return new RegExp(`^${source}$`, "su");
}
