import type { Feature } from "../../kernel/feature.ts";
import { typescriptTypes } from "./typescript-types.ts";

/** The live schema as types, for programs that are checked before they run. */
export const types = {
  name: "types",
  operations: [typescriptTypes],
  migrations: [],
} satisfies Feature;
