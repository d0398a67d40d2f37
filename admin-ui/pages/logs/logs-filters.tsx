import { ActionIcon, Button, Group, Select, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCode, IconSearch } from "@tabler/icons-react";
import { ChoiceFilter } from "../../parts/choice-filter.tsx";
import { FilterChip } from "../../parts/filter-chip.tsx";
import { spanInWords } from "../../parts/request-chart/point.ts";
import { TypedInput } from "../../parts/typed-input.tsx";
import {
  entryTypes,
  methods,
  statusClasses,
  stretches,
  type Go,
  type LogsSearch,
} from "./logs-search.ts";
import { logsText as words } from "./strings.ts";

/** What is asked for, all of it in the address. */
export function LogsFilters({ search, go }: { search: LogsSearch; go: Go }) {
  const { method, path, status, type, auth, filter, failed, since = "24h", until } = search;
  const isExact = !Object.hasOwn(stretches, since);
  const isClass = status === undefined || statusClasses.some((each) => each === status);
  return (
    <Group gap="xs">
      <TypedInput
        type="search"
        w={{ base: "100%", sm: 226 }}
        leftSection={<IconSearch size={14} />}
        aria-label={words.search}
        placeholder={words.search}
        value={search.text}
        onTyped={(typed) => go({ text: typed, page: undefined })}
      />
      <Button
        size="xs"
        variant={failed ? "light" : "default"}
        color="red"
        aria-pressed={failed !== undefined}
        leftSection={<IconAlertTriangle size={14} />}
        onClick={() => go({ failed: failed ? undefined : "yes", page: undefined })}
      >
        {words.failed}
      </Button>
      <ChoiceFilter
        label={words.type}
        all={words.anyType}
        value={type}
        choices={entryTypes.map((each) => [each, words.types[each]])}
        onChoose={(next) => go({ type: next as LogsSearch["type"], page: undefined })}
      />
      <ChoiceFilter
        label={words.method}
        all={words.anyMethod}
        value={method}
        choices={methods.map((each) => [each, each])}
        onChoose={(next) => go({ method: next as LogsSearch["method"], page: undefined })}
      />
      <ChoiceFilter
        label={words.status}
        all={words.anyStatus}
        value={isClass ? status : undefined}
        choices={statusClasses.map((each) => [each, words.statuses[each]])}
        onChoose={(next) => go({ status: next, page: undefined })}
      />
      {isExact ? (
        <FilterChip
          name={words.since}
          value={until ? spanInWords({ from: new Date(since), to: new Date(until) }) : since}
          onRemove={() => go({ since: undefined, until: undefined, page: undefined })}
        />
      ) : (
        <Select
          size="xs"
          w={142}
          aria-label={words.since}
          data={Object.entries(words.stretches).map(([value, label]) => ({ value, label }))}
          value={since}
          onChange={(next) =>
            go({
              since: next && next !== "24h" ? next : undefined,
              until: undefined,
              page: undefined,
            })
          }
        />
      )}
      <Tooltip label={words.filter}>
        <ActionIcon
          size={30}
          variant={filter === undefined ? "subtle" : "light"}
          aria-label={words.filter}
          aria-pressed={filter !== undefined}
          onClick={() => go({ filter: filter === undefined ? "" : undefined, page: undefined })}
        >
          <IconCode size={16} />
        </ActionIcon>
      </Tooltip>
      {!isClass && (
        <FilterChip
          name={words.chip.status}
          value={status ?? ""}
          onRemove={() => go({ status: undefined, page: undefined })}
        />
      )}
      {path && (
        <FilterChip
          name={words.chip.path}
          value={path}
          onRemove={() => go({ path: undefined, page: undefined })}
        />
      )}
      {auth && (
        <FilterChip
          name={words.chip.auth}
          value={auth}
          onRemove={() => go({ auth: undefined, page: undefined })}
        />
      )}
      {filter !== undefined && (
        <TypedInput
          isWhole
          autoFocus={filter === ""}
          w="100%"
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          aria-label={words.filter}
          placeholder={words.filterPlaceholder}
          value={filter}
          onTyped={(typed) => go({ filter: typed ?? "", page: undefined })}
        />
      )}
    </Group>
  );
}
