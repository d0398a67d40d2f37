import { extname } from "node:path";
import { sourceFormats, type SourceFormat } from "../src/features/importing/source-table.ts";
import { Failure } from "../src/kernel/failure.ts";
import { nearest } from "../src/lib/nearest.ts";

/**
 * The format that was asked for, or the one that a file's ending tells.
 * @throws Failure `invalid` when it is none of ours.
 */
export function fileFormat(asked: string | undefined, file = ""): SourceFormat {
  const word = (asked ?? extname(file).slice(1)).toLowerCase();
  const format = word === "jsonl" ? "ndjson" : sourceFormats.find((each) => each === word);
  if (format) return format;
  if (asked === undefined) {
    throw new Failure("invalid", `The name ${file} does not tell its format.`, {
      hint: `Add --format ${sourceFormats.join(", --format ")}.`,
    });
  }
  const near = nearest(word, sourceFormats);
  throw new Failure("invalid", `There is no format ${JSON.stringify(asked)}.`, {
    hint: near ? `Did you mean ${near}?` : `Formats are ${sourceFormats.join(", ")}.`,
  });
}
