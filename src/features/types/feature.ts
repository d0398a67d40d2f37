import type { Feature } from "../../kernel/feature.ts";
import { scriptTypes } from "./script-types.ts";
import { typescriptTypes } from "./typescript-types.ts";

/** The live schema as types, for programs that are checked before they run. */
export const types = {
  name: "types",
  operations: [typescriptTypes, scriptTypes],
  migrations: [],
} satisfies Feature;
