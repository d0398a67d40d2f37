import { isProblem, type Failure, type Problems } from "../src/kernel/failure.ts";

type Values = Readonly<Record<string, unknown>>;

/** An operation's answer: JSON for scripts, a table or a few lines for people. */
export function printAnswer(answer: Values, asJson: boolean): void {
  const text = asJson
    ? JSON.stringify(answer, null, process.stdout.isTTY ? 2 : 0)
    : readable(answer);
  if (text !== "") process.stdout.write(`${text}\n`);
}

/** What went wrong and what to do next, on standard error. */
export function printFailure(failure: Failure): void {
  console.error(`Error: ${visible(failure.message)}`);
  for (const line of problemLines(failure.problems, "")) console.error(`  ${line}`);
  if (failure.hint) console.error(`Hint: ${visible(failure.hint)}`);
}

function readable({ warnings, ...answer }: Values): string {
  if (!Array.isArray(warnings)) return readablePlain(answer);
  const lines = [readablePlain(answer), ...(warnings as Values[]).map(warningLines)];
  return lines.filter((line) => line !== "").join("\n") || "No warnings.";
}

/** A rule that may mean something else than it says. */
function warningLines({ collection, rule, message, fix, code }: Values): string {
  const where = `${String(collection)}.${String(rule)}`;
  return `Warning: ${visible(`${where}: ${String(message)} [${String(code)}]`)}\n  Fix: ${visible(String(fix))}`;
}

function readablePlain(answer: Values): string {
  if (!Array.isArray(answer.items)) {
    return Object.entries(withoutCollection(answer))
      .map(([name, value]) => `${name}: ${cell(value)}`)
      .join("\n");
  }
  const items = (answer.items as Values[]).map(withoutCollection);
  const rest = Object.entries(answer)
    .filter(([name]) => name !== "items")
    .map(([name, value]) => `${name} ${cell(value)}`)
    .join(", ");
  return [table(items), rest].filter((part) => part !== "").join("\n");
}

/** Whoever asks on a screen has just named the collection. */
function withoutCollection({ collectionId: _, collectionName: __, ...rest }: Values): Values {
  return rest;
}

/** Columns as wide as their widest value, cut where the terminal ends. */
export function table(rows: readonly Values[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, column) =>
    Math.min(widest, Math.max(...lines.map((line) => Bun.stringWidth(line[column] ?? "")))),
  );
  const width = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  return lines
    .map((line) => line.map((text, column) => fit(text, widths[column] ?? 0)).join("  "))
    .map((line) => (width < line.length ? `${line.slice(0, width - 1)}…` : line.trimEnd()))
    .join("\n");
}

/** Characters of a table's cell. */
const widest = 40;

function fit(text: string, width: number): string {
  const short = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return short + " ".repeat(Math.max(0, width - Bun.stringWidth(short)));
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return visible(typeof value === "object" ? JSON.stringify(value) : String(value));
}

/** Records are other people's text: their control characters must not reach the terminal. */
export function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, (character) =>
    character === "\n" ? "⏎" : character === "\t" ? " " : "�",
  );
}

function problemLines(problems: Problems, prefix: string): string[] {
  return Object.entries(problems).flatMap(([name, problem]) =>
    isProblem(problem)
      ? [visible(`${prefix}${name}: ${problem.message}`)]
      : problemLines(problem, `${prefix}${name}.`),
  );
}
