import type { Caller } from "../../kernel/caller.ts";
import { expandScopes } from "../../kernel/scope.ts";

/** The same caller, who may only read: for `--read-only` and `?read_only=1`. */
export function readOnlyCaller(caller: Caller): Caller {
  const token = caller.token ?? {
    id: "",
    name: "read-only",
    scopes: expandScopes(["admin"]),
    collections: null,
  };
  return { ...caller, token: { ...token, readOnly: true } };
}
