/** What a webhook hears of, as its patterns say it. */
export interface Heard {
  /** Everything there is or will be. */
  readonly everything: boolean;
  /** Actions by collection; `records` stands for every collection. */
  readonly records: Readonly<Record<string, readonly Action[]>>;
  /** Events of one's own. */
  readonly own: readonly string[];
}

export const actions = ["create", "update", "delete"] as const;
export type Action = (typeof actions)[number];

export const everyCollection = "records";

/** `posts.*` is all actions of a collection that there is; other stars belong to own events. */
export function readEvents(patterns: readonly string[], collections: readonly string[]): Heard {
  const records: Record<string, readonly Action[]> = {};
  const own: string[] = [];
  for (const pattern of patterns) {
    if (pattern === "*") continue;
    const dot = pattern.lastIndexOf(".");
    const [subject, what] = [pattern.slice(0, Math.max(dot, 0)), pattern.slice(dot + 1)];
    const name = subject === "*" ? everyCollection : subject;
    const meant = what === "*" ? actions : actions.filter((each) => each === what);
    const isRecords = name === everyCollection || collections.includes(name);
    if (meant.length === 0 || (what === "*" && !isRecords)) own.push(pattern);
    else records[name] = [...new Set([...(records[name] ?? []), ...meant])];
  }
  return { everything: patterns.includes("*"), records, own };
}

export function writeEvents({ everything, records, own }: Heard): string[] {
  if (everything) return ["*"];
  return [
    ...Object.entries(records).flatMap(([name, heard]) =>
      heard.length === actions.length
        ? [`${name}.*`]
        : actions.filter((each) => heard.includes(each)).map((each) => `${name}.${each}`),
    ),
    ...own,
  ];
}
