import { Type } from "@sinclair/typebox";
import type { Problem } from "../../../kernel/failure.ts";
import { type Field, type FieldType, listOption, numberOption } from "../field.ts";
import { blank, problem } from "./casting.ts";
import { encodeList, isMultiple, listColumn, listDecoder, listIn } from "./select.ts";

/** PocketBase's limit where the field names none: 5 MB. */
const defaultMaxSize = 5 * 1024 * 1024;

/** A record keeps the names of its files; the files themselves lie under them among the blobs. */
export const file: FieldType = {
  name: "file",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    maxSize: Type.Integer({ default: 0, minimum: 0, description: "Most bytes; 0: 5 MB." }),
    maxSelect: Type.Integer({ default: 1, minimum: 0, description: "More than 1: a list." }),
    mimeTypes: Type.Array(Type.String(), {
      default: [],
      description: "Media types allowed; none: all.",
    }),
    thumbs: Type.Array(Type.String(), {
      default: [],
      description:
        "Sizes images are also served in: 100x50, 100x50t, 100x50b, 100x50f, 0x50, 100x0.",
    }),
    protected: Type.Boolean({
      default: false,
      description: "Served only with a file token whose owner may view the record.",
    }),
  },
  checkOptions(field) {
    const thumbs = listOption(field, "thumbs").flatMap((size, position) => {
      if (isThumbSize(size)) return [];
      const message = `${size} is no size: try 100x50, or 0x50.`;
      return [[position, problem("validation_match_invalid", message)]];
    });
    return thumbs.length > 0 ? { thumbs: Object.fromEntries(thumbs) } : {};
  },
  column: listColumn,
  multiple: isMultiple,
  encode(field, value) {
    const given = Array.isArray(value) ? value : [value];
    return given.some(isObject) ? notAFile : encodeList(field, value);
  },
  check(field, cell) {
    const names = listIn(field, String(cell));
    if (names.length === 0) return field.required ? blank : null;
    const maxSelect = Math.max(1, numberOption(field, "maxSelect"));
    if (names.length <= maxSelect) return null;
    return problem("validation_too_many_files", `The maximum allowed files is ${maxSelect}.`, {
      maxSelect,
    });
  },
  decoder: listDecoder,
  schema(field) {
    if (!isMultiple(field)) return Type.String({ description: "A file's name." });
    return Type.Array(Type.String(), { description: "Files' names." });
  },
  input(field) {
    const one = `{"name":"a.txt","text":"…"}, or base64 for text`;
    if (!isMultiple(field)) return Type.Unknown({ description: `${one}; "" removes it.` });
    return Type.Array(Type.Unknown(), { description: `New files: ${one}; names to keep.` });
  },
};

/** Bytes one file of the field may have. */
export function maxFileSize(field: Field): number {
  return numberOption(field, "maxSize") || defaultMaxSize;
}

/** The names in a file field's cell. */
export function fileNames(field: Field, cell: unknown): string[] {
  return typeof cell === "string" && cell !== "" ? listIn(field, cell) : [];
}

export function isThumbSize(text: string): boolean {
  return /^(\d{1,5})x(\d{1,5})[tbf]?$/.test(text) && !/^0+x0+[tbf]?$/.test(text);
}

const notAFile: Problem = problem(
  "validation_invalid_file",
  `A file is {"name":"a.txt","text":"…"} or {"name":"a.png","base64":"…"}; one that is stored goes by its name.`,
);

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
