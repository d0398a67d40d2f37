import { Button, Stack, Table, Text } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useRead } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import type { Go } from "../mcp-search.ts";
import { mcpText, mintText, tokensText } from "../strings.ts";
import type { Token } from "./token.ts";
import { TokenLine } from "./token-line.tsx";

/** Every token with what it may do: those that count first. */
export function TokensTab({ go }: { go: Go }) {
  const tokens = useRead("tokens.list", {});
  return (
    <Loaded query={tokens}>
      {({ items }) => {
        if (items.length === 0) return <NoTokens go={go} />;
        const active = items.filter(({ state }) => state === "active");
        const past = items.filter(({ state }) => state !== "active");
        return (
          <Stack gap="lg">
            {active.length > 0 ? (
              <TokenTable label={mcpText.tabs.tokens} tokens={active} go={go} />
            ) : (
              <NoTokens go={go} />
            )}
            {past.length > 0 && (
              <Stack gap="xs">
                <Text c="dimmed">{tokensText.past(past.length)}</Text>
                <TokenTable label={tokensText.past(past.length)} tokens={past} go={go} />
              </Stack>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

interface TokenTableProps {
  readonly label: string;
  readonly tokens: readonly Token[];
  readonly go: Go;
}

function TokenTable({ label, tokens, go }: TokenTableProps) {
  return (
    <TableFrame label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{tokensText.name}</Table.Th>
          <Table.Th>{mcpText.scopes}</Table.Th>
          <Table.Th>{tokensText.lastUsed}</Table.Th>
          <Table.Th>{tokensText.expires}</Table.Th>
          <Table.Th w={56} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} go={go} />
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}

function NoTokens({ go }: { go: Go }) {
  return (
    <EmptyState icon={IconKey} title={tokensText.none} description={tokensText.noneText}>
      <Button leftSection={<IconPlus size={16} />} onClick={() => go({ mint: "read" })}>
        {mintText.action}
      </Button>
    </EmptyState>
  );
}
