import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { asClientError, type ClientError } from "../../../client/client-error.ts";
import { askMcp, type McpResult } from "../../../client/mcp.ts";
import { useClient } from "../../../client/use-client.ts";
import type { McpQuestion } from "./ask-code.ts";

type Method = McpQuestion["method"];
/** A result, and what was asked. */
export type Told = {
  [Each in Method]: { readonly method: Each; readonly result: McpResult<Each> };
}[Method];

/** What came back, and how long it took. */
export interface Answered {
  readonly ms: number;
  /** An error: the protocol itself refused. */
  readonly told: Told | ClientError;
}

/** Asks MCP as a token's agent would; what it changes is read anew wherever it is shown. */
export function useQuestion(
  tokenId: string | undefined,
  changes: (question: McpQuestion) => boolean,
): UseMutationResult<Answered, Error, McpQuestion> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn({ method, params }: McpQuestion): Promise<Answered> {
      const start = performance.now();
      const told = await askMcp(client, method, params, { tokenId }).then(
        // Which result goes with which method is more than the compiler sees for an open one.
        (result) => ({ method, result }) as Told,
        asClientError,
      );
      return { ms: performance.now() - start, told };
    },
    onSuccess(_, question) {
      if (changes(question)) void queries.invalidateQueries();
    },
  });
}
