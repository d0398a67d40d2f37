import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useCollections } from "../../../client/use-collections.ts";
import { useRead } from "../../../client/use-read.ts";
import type { ScriptKind } from "../script.ts";
import type { Completer } from "./complete-script.ts";

/** Completion for a kind of script, and a hook's collection; nothing until it is all here. */
export function useScriptCompleter(kind: ScriptKind, collection: string | undefined): Completer {
  const { data: collections } = useCollections();
  const types = useRead(
    "scripts.types",
    { kind, collection: collection === "*" ? undefined : collection },
    { keepPrevious: true },
  );
  // It brings the editor's parser along, which the page does not wait for.
  const code = useQuery({
    queryKey: ["script completion"],
    queryFn: () => import("./complete-script.ts"),
    staleTime: Infinity,
  });
  const declarations = types.data?.text;
  return useMemo(
    () =>
      code.data && declarations !== undefined && collections
        ? code.data.scriptCompleter(declarations, collections)
        : () => [],
    [code.data, declarations, collections],
  );
}
