/** Named rows of numbers; the first weighs in tokens, or in calls where there are three. */
export type Ledger = Map<string, number[]>;

/** As much more is a difference of wording, not worth a review. */
const tolerance = 0.05;
const crumbs = 3;

/**
 * What costs more than was pinned. Tools that came new are held to their own limit, and lists may
 * grow by as much as those cost.
 */
export function growth(pins: Ledger, ledger: Ledger): string[] {
  const added = costOfNewTools(pins, ledger);
  return [...ledger].flatMap(([name, numbers]) => {
    const known = pins.get(name);
    const allowed = name.startsWith("list ") ? added : 0;
    const isMore = known?.some(
      (pin, column) => (numbers[column] ?? 0) > pin * (1 + tolerance) + crumbs + allowed,
    );
    return isMore ? [`${name}: ${known?.join(" ")} became ${numbers.join(" ")}`] : [];
  });
}

function costOfNewTools(pins: Ledger, ledger: Ledger): number {
  return [...ledger]
    .filter(([name]) => name.startsWith("tool ") && !pins.has(name))
    .reduce((sum, [, [tokens = 0]]) => sum + tokens, 0);
}

export async function readPins(path: string): Promise<Ledger> {
  const lines = (await Bun.file(path).text()).split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [, name, numbers] = /^(\S.*?)\s{2,}([\d\s]+)$/.exec(line) ?? [];
      return name && numbers ? [[name, numbers.trim().split(/\s+/).map(Number)] as const] : [];
    }),
  );
}

interface Sections {
  readonly told: Ledger;
  readonly tools: Ledger;
  readonly lists: Ledger;
  readonly tasks: Ledger;
}

export async function writePins(path: string, sections: Sections): Promise<void> {
  const { told, tools, lists, tasks } = sections;
  const text = [
    "# Tokens (o200k) that agents pay. Made by token-ledger.test.ts; review what changed.",
    "",
    "# What is told once, and each tool",
    ...table(told),
    ...table(new Map([...tools].toSorted(([a], [b]) => (a < b ? -1 : 1)))),
    "",
    "# tools/list: toolset, number of collections, scopes; tokens, tools",
    ...table(lists),
    "",
    "# Tasks: calls, tokens written by the model, tokens read by it",
    ...table(tasks),
    "",
  ];
  await Bun.write(path, text.join("\n"));
}

function table(ledger: Ledger): string[] {
  return [...ledger].map(
    ([name, numbers]) =>
      `${name.padEnd(76)}  ${numbers.map((each) => String(each).padStart(7)).join("")}`,
  );
}
