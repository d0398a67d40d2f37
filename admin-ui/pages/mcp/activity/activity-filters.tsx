import { Group, Select, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useRead } from "../../../client/use-read.ts";
import { LiveMark } from "../../../parts/live-mark.tsx";
import type { Go, McpSearch } from "../mcp-search.ts";
import { RevokeButton } from "../revoke-button.tsx";
import { text } from "../../../strings.ts";
import { activityText } from "../strings.ts";

/** Whose calls, of what, with which end; and the way to stop the token that is looked at. */
export function ActivityFilters({ search, go }: { search: McpSearch; go: Go }) {
  const tokens = useRead("tokens.list", {});
  const [operation, setOperation] = useState(search.operation ?? "");
  // Clearing the filters elsewhere clears what was typed here.
  useEffect(() => setOperation(search.operation ?? ""), [search.operation]);
  const token = tokens.data?.items.find(({ id }) => id === search.token);
  return (
    <Group gap="xs">
      <Select
        size="xs"
        w={190}
        aria-label={activityText.actor}
        data={[
          { value: "", label: activityText.allTokens },
          ...(tokens.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={search.token ?? ""}
        onChange={(id) => go({ token: id || undefined, page: undefined })}
        searchable
      />
      <Select
        size="xs"
        w={150}
        aria-label={activityText.outcome}
        data={[
          { value: "", label: activityText.allOutcomes },
          ...Object.entries(text.outcomes).map(([value, label]) => ({ value, label })),
        ]}
        value={search.outcome ?? ""}
        onChange={(outcome) => go({ outcome: outcome || undefined, page: undefined })}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go({ operation: operation.trim() || undefined, page: undefined });
        }}
      >
        <TextInput
          size="xs"
          w={190}
          aria-label={activityText.operation}
          placeholder={activityText.operationPlaceholder}
          value={operation}
          onChange={(event) => setOperation(event.currentTarget.value)}
          onBlur={() => go({ operation: operation.trim() || undefined, page: search.page })}
        />
      </form>
      {token?.state === "active" && <RevokeButton id={token.id} />}
      <Group ml="auto">
        <LiveMark />
      </Group>
    </Group>
  );
}
