import type { AnyOperation } from "../../kernel/operation.ts";

/** True where success is answered with 204 and no body. */
export function saysNothing({ output }: AnyOperation): boolean {
  return Object.keys(output.properties).length === 0 && output.additionalProperties === undefined;
}
