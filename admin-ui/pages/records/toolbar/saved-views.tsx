import {
  ActionIcon,
  Button,
  Group,
  Popover,
  Stack,
  Text,
  TextInput,
  Tooltip,
  UnstyledButton,
} from "@mantine/core";
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
  const [opened, setOpened] = useState(false);
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
    setOpened(false);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label={words.open}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={words.open}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <IconBookmark size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown w={280} p="xs" aria-label={words.open}>
        <Stack gap="xs">
          {views.length === 0 && (
            <Text size="sm" c="dimmed" px={4}>
              {words.none}
            </Text>
          )}
          {views.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap">
              <UnstyledButton className={styles.view} onClick={() => show(view)}>
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
              setOpened(false);
            }}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
