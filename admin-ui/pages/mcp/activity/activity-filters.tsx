import { Group } from "@mantine/core";
import { useRead } from "../../../client/use-read.ts";
import { ChoiceFilter } from "../../../parts/choice-filter.tsx";
import { LiveMark } from "../../../parts/live-mark.tsx";
import { TypedInput } from "../../../parts/typed-input.tsx";
import type { Go, McpSearch } from "../mcp-search.ts";
import { RevokeButton } from "../revoke-button.tsx";
import { text } from "../../../strings.ts";
import { activityText } from "../strings.ts";

/** Whose calls, of what, with which end; and the way to stop the token that is looked at. */
export function ActivityFilters({ search, go }: { search: McpSearch; go: Go }) {
  const tokens = useRead("tokens.list", {});
  const token = tokens.data?.items.find(({ id }) => id === search.token);
  return (
    <Group gap="xs">
      <ChoiceFilter
        label={activityText.actor}
        all={activityText.allTokens}
        width={190}
        value={search.token}
        choices={(tokens.data?.items ?? []).map(({ id, name }) => [id, name])}
        onChoose={(id) => go({ token: id, page: undefined })}
      />
      <ChoiceFilter
        label={activityText.outcome}
        all={text.anyOutcome}
        width={150}
        value={search.outcome}
        choices={Object.entries(text.outcomes)}
        onChoose={(outcome) => go({ outcome, page: undefined })}
      />
      <TypedInput
        w={190}
        aria-label={activityText.operation}
        placeholder={activityText.operationPlaceholder}
        value={search.operation}
        onTyped={(operation) => go({ operation, page: undefined })}
      />
      {token?.state === "active" && <RevokeButton id={token.id} />}
      <Group ml="auto">
        <LiveMark />
      </Group>
    </Group>
  );
}
