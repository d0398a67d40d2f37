import { Type } from "@sinclair/typebox";
import { type FieldType, numberOption, textOption } from "../field.ts";
import { blank, problem } from "./casting.ts";
import { encodeList, isMultiple, listColumn, listDecoder, listIn } from "./select.ts";

export const relation: FieldType = {
  name: "relation",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    collectionId: Type.String({ default: "", description: "The target's id or name." }),
    cascadeDelete: Type.Boolean({
      default: false,
      description: "Deleting the target deletes this record too.",
    }),
    minSelect: Type.Integer({ default: 0, minimum: 0 }),
    maxSelect: Type.Integer({ default: 1, minimum: 0, description: "More than 1: a list." }),
  },
  checkOptions(field) {
    if (textOption(field, "collectionId") === "") return { collectionId: blank };
    const [min, max] = [numberOption(field, "minSelect"), numberOption(field, "maxSelect")];
    if (min <= Math.max(1, max)) return {};
    return {
      maxSelect: problem(
        "validation_min_greater_equal_than_required",
        `Must be at least minSelect (${min}).`,
        { threshold: min },
      ),
    };
  },
  column: listColumn,
  multiple: isMultiple,
  encode: encodeList,
  check(field, cell) {
    const ids = listIn(field, String(cell));
    if (ids.length === 0) return field.required ? blank : null;
    const min = numberOption(field, "minSelect");
    const max = Math.max(1, numberOption(field, "maxSelect"));
    if (ids.length < min) {
      return problem("validation_not_enough_values", `Select at least ${min}.`, { minSelect: min });
    }
    if (ids.length > max) {
      return problem("validation_too_many_values", `Select no more than ${max}.`, {
        maxSelect: max,
      });
    }
    return null;
  },
  decoder: listDecoder,
  schema(field) {
    if (!isMultiple(field)) return Type.String({ description: "A record's id." });
    return Type.Array(Type.String(), {
      description: "Records' ids.",
      maxItems: numberOption(field, "maxSelect"),
    });
  },
};
