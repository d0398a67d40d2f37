import { useQueryClient } from "@tanstack/react-query";

/** Asks again for all on the page that was refused: what kept one answer away kept others too. */
export function useRetry(): () => void {
  const queries = useQueryClient();
  return () =>
    void queries.refetchQueries({
      type: "active",
      predicate: ({ state }) => state.status === "error",
    });
}
