import { Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { askAllOfMcp, type McpLook } from "../../../client/mcp.ts";
import { useClient } from "../../../client/use-client.ts";
import { tokensOf } from "../../../parts/token-cost.ts";
import { tokensText } from "../strings.ts";

/** How much an agent is shown with this token, or with one that is minted so. */
export function InSight({ look }: { look: Pick<McpLook, "tokenId" | "like"> }) {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ["mcp.sight", look],
    queryFn: async ({ signal }) => {
      const tools = await askAllOfMcp(client, "tools/list", ({ tools }) => tools, {
        ...look,
        signal,
      });
      return tokensText.sees(tools.length, tokensOf(tools));
    },
    placeholderData: keepPreviousData,
  });
  return (
    <Text size="xs" c="dimmed" mih="1.5em" className="number" role="status">
      {data}
    </Text>
  );
}
