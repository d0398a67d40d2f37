import { Type } from "@sinclair/typebox";

/** For every operation on one backup. */
export const backupKeyInput = Type.Object(
  { key: Type.String({ description: "As backup list has it." }) },
  { additionalProperties: false },
);
