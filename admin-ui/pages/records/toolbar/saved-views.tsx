import { ActionIcon, Button, Group, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconBookmark, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import type { ColumnChoice, Columns } from "../grid/columns.ts";
import type { RecordsSearch } from "../records-search.ts";
import styles from "../records.module.css";
import { recordsText } from "../strings.ts";
import { RecentSearches } from "./recent-searches.tsx";
import type { Searches } from "./searches.ts";
import { ToolbarPopover } from "./toolbar-popover.tsx";

const { views: words } = recordsText;

interface SavedView {
  readonly name: string;
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly columns: ColumnChoice;
}

interface SavedViewsProps {
  readonly collection: Collection;
  readonly columns: Columns;
  readonly search: RecordsSearch;
  readonly searches: Searches;
  readonly onSearch: (change: Partial<RecordsSearch>) => void;
}

/** Ways of looking at a collection, by name; kept in this browser. */
export function SavedViews({ collection, columns, search, searches, onSearch }: SavedViewsProps) {
  const [name, setName] = useState("");
  const [views, setViews] = useLocalStorage<readonly SavedView[]>({
    key: `vaultbase.views.${collection.id}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const save = () => {
    const { q, sort } = search;
    const view = { name: name.trim(), q, sort, columns: columns.choice };
    setViews([...views.filter((each) => each.name !== view.name), view]);
    setName("");
  };
  const show = (view: SavedView) => {
    columns.choose(view.columns);
    onSearch({ q: view.q, sort: view.sort });
  };
  return (
    <ToolbarPopover label={words.open} icon={IconBookmark} w={280} p="xs">
      {(close) => (
        <Stack gap="xs">
          {views.length === 0 && (
            <Text size="sm" c="dimmed" px={4}>
              {words.none}
            </Text>
          )}
          {views.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap">
              <UnstyledButton
                className={styles.view}
                onClick={() => {
                  show(view);
                  close();
                }}
              >
                {view.name}
              </UnstyledButton>
              <ActionIcon
                size="sm"
                aria-label={words.remove(view.name)}
                onClick={() => setViews(views.filter((each) => each !== view))}
              >
                <IconX size={14} />
              </ActionIcon>
            </Group>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <Group gap={6} wrap="nowrap">
              <TextInput
                flex={1}
                size="xs"
                data-autofocus
                aria-label={words.name}
                placeholder={words.name}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button size="xs" type="submit" disabled={name.trim() === ""}>
                {words.save}
              </Button>
            </Group>
          </form>
          <RecentSearches
            searches={searches}
            onChoose={(q) => {
              onSearch({ q });
              close();
            }}
          />
        </Stack>
      )}
    </ToolbarPopover>
  );
}
