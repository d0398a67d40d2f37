import { Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { askAllOfMcp, type McpLook } from "../../../client/mcp.ts";
import { useClient } from "../../../client/use-client.ts";
import { tokensOf } from "../../../parts/token-cost.ts";
import { tokensText } from "../strings.ts";

/** How many tools an agent is shown, and about how many tokens that costs it. */
export interface Sight {
  readonly tools: number;
  readonly tokens: number;
}

type Look = Pick<McpLook, "tokenId" | "like">;

/** With this token, or with one that is minted so; null: with none. */
export function useSight(look: Look | null): Sight | undefined {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ["mcp.sight", look],
    queryFn: async ({ signal }) => {
      const asked = { ...look, signal };
      const tools = await askAllOfMcp(client, "tools/list", ({ tools }) => tools, asked);
      return { tools: tools.length, tokens: tokensOf(tools) };
    },
    enabled: look !== null,
    placeholderData: keepPreviousData,
  });
  return data;
}

/** The same in words. */
export function InSight({ look }: { look: Look }) {
  const sight = useSight(look);
  return (
    <Text size="xs" c="dimmed" mih="1.5em" className="number" role="status">
      {sight && tokensText.sees(sight.tools, sight.tokens)}
    </Text>
  );
}
