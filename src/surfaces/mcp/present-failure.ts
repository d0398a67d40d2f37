import { type Failure, isProblem, type Problems } from "../../kernel/failure.ts";
import { mcpLimits } from "./mcp-limits.ts";
import { visibleText } from "./visible-text.ts";

/** A tool's answer, as the wire has it. A type, not an interface: the SDK wants an index signature. */
export type ToolAnswer = {
  content: [{ type: "text"; text: string }, ...{ type: "image"; data: string; mimeType: string }[]];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
};

/**
 * A failure as a tool result: what, where, what is allowed, what to send instead. `suggestion`,
 * where there is one, is a complete call and stands on the last line, after `Try: `.
 */
export function presentFailure(failure: Failure, suggestion?: string): ToolAnswer {
  const words = [
    `${failure.code}: ${failure.message}`,
    ...problemLines(failure.problems),
    failure.hint ?? "",
    failure.retryAfterSeconds === undefined ? "" : `retry_after_s: ${failure.retryAfterSeconds}`,
  ];
  const said = words.filter((line, index) => line && !repeats(words, index)).join("\n");
  const last = suggestion ? `\nTry: ${suggestion}` : "";
  const room = Math.max(120, mcpLimits.errorCharacters - last.length);
  const short = said.length > room ? `${said.slice(0, room - 1)}…` : said;
  return { content: [{ type: "text", text: visibleText(short) + last }], isError: true };
}

/** A problem that the message or the hint tells as well is told once. */
function repeats(words: readonly string[], index: number): boolean {
  const line = words[index] ?? "";
  return words.some(
    (other, at) => at !== index && other.includes(line) && (other !== line || at < index),
  );
}

function problemLines(problems: Problems, path = ""): string[] {
  return Object.entries(problems).flatMap(([name, each]) => {
    const where = path ? `${path}.${name}` : name;
    return isProblem(each) ? [`${where}: ${each.message}`] : problemLines(each, where);
  });
}
