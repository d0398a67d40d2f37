import { Button, Group } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useCollections } from "../../client/use-collections.ts";
import { useRead } from "../../client/use-read.ts";
import { ChoiceFilter } from "../../parts/choice-filter.tsx";
import { FilterChip } from "../../parts/filter-chip.tsx";
import { TypedInput } from "../../parts/typed-input.tsx";
import { text } from "../../strings.ts";
import type { AuditSearch, Go } from "./audit-search.ts";
import { auditText as words } from "./strings.ts";

/** Whose calls, of what, with which end; all of it in the address. */
export function AuditFilters({ search, go }: { search: AuditSearch; go: Go }) {
  const { actor, token, operation, outcome, collection, record, from } = search;
  const tokens = useRead("tokens.list", {});
  const superusers = useRead("superusers.list", {});
  const collections = useCollections();
  const named = tokens.data?.items ?? [];
  const people = superusers.data?.items ?? [];
  return (
    <Group gap="xs">
      <ChoiceFilter
        label={words.who}
        all={words.anybody}
        width={160}
        value={actor}
        choices={[
          ...people.map(({ id, email }) => [`_superusers:${id}`, email] as const),
          ...[...new Set(named.map(({ name }) => name))].map(
            (name) => [`mcp:${name}`, name] as const,
          ),
          ...(["cli", "guest"] as const).map((each) => [each, text.actors[each]] as const),
        ]}
        onChoose={(next) => go({ actor: next, page: undefined })}
      />
      <ChoiceFilter
        label={words.collection}
        all={words.anyCollection}
        width={130}
        value={collection}
        choices={(collections.data ?? []).map(({ name }) => [name, name])}
        onChoose={(next) => go({ collection: next, record: undefined, page: undefined })}
      />
      <TypedInput
        w={180}
        aria-label={words.operation}
        placeholder={words.operationHint}
        value={operation}
        onTyped={(typed) => go({ operation: typed, page: undefined })}
      />
      <ChoiceFilter
        label={words.outcome}
        all={text.anyOutcome}
        width={122}
        value={outcome}
        choices={[["failed", words.failed], ...Object.entries(text.outcomes)]}
        onChoose={(next) => go({ outcome: next, page: undefined })}
      />
      <ChoiceFilter
        label={words.since}
        all={words.anyTime}
        width={122}
        value={from}
        choices={Object.entries(words.stretches)}
        onChoose={(next) => go({ from: next, to: undefined, page: undefined })}
      />
      <Button
        size="xs"
        variant={search.changed ? "light" : "default"}
        aria-pressed={search.changed !== undefined}
        leftSection={<IconPencil size={14} />}
        onClick={() => go({ changed: search.changed ? undefined : "yes", page: undefined })}
      >
        {words.onlyChanges}
      </Button>
      {token !== undefined && (
        <FilterChip
          name={words.token}
          value={named.find(({ id }) => id === token)?.name ?? token}
          onRemove={() => go({ token: undefined, page: undefined })}
        />
      )}
      {record !== undefined && (
        <FilterChip
          name={words.record}
          value={record}
          onRemove={() => go({ record: undefined, page: undefined })}
        />
      )}
    </Group>
  );
}
