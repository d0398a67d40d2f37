import { ActionIcon, Text, Tooltip, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { visibleFields } from "../../../client/record.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { fieldKinds } from "../../../fields/field-kinds.ts";
import { collectionIcons } from "../../../parts/collection-icons.ts";
import { Loaded } from "../../../parts/loaded.tsx";
import { SearchInput } from "../../../parts/search-input.tsx";
import styles from "../sql.module.css";
import { panelText } from "../strings.ts";

interface TablesPanelProps {
  readonly onOpen: (query: string, runs: boolean) => void;
  readonly onInsert: (name: string) => void;
}

/** The collections as tables: a click shows the columns, another one puts a name into the query. */
export function TablesPanel({ onOpen, onInsert }: TablesPanelProps) {
  const collections = useCollections();
  const [wanted, setWanted] = useState("");
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const word = wanted.trim().toLowerCase();
  const toggle = (id: string) =>
    setOpened((before) =>
      before.has(id) ? before.difference(new Set([id])) : new Set([...before, id]),
    );
  return (
    <Loaded query={collections}>
      {(all) => {
        const tables = all.filter(({ system }) => !system);
        const found = tables.filter((table) => matches(table, word));
        return (
          <>
            <SearchInput label={panelText.findTable} value={wanted} onChange={setWanted} />
            {found.length === 0 && (
              <Text size="sm" c="dimmed">
                {tables.length === 0 ? panelText.noTables : panelText.noneFound}
              </Text>
            )}
            <ul className={styles.list}>
              {found.map((table) => (
                <TableEntry
                  key={table.id}
                  table={table}
                  word={word}
                  isOpen={opened.has(table.id)}
                  onToggle={() => toggle(table.id)}
                  onOpen={onOpen}
                  onInsert={onInsert}
                />
              ))}
            </ul>
          </>
        );
      }}
    </Loaded>
  );
}

interface TableEntryProps extends TablesPanelProps {
  readonly table: Collection;
  readonly word: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function TableEntry({ table, word, isOpen, onToggle, onOpen, onInsert }: TableEntryProps) {
  const { name, type } = table;
  const Icon = collectionIcons[type];
  const isNamed = name.toLowerCase().includes(word);
  const isShown = isOpen || (word !== "" && !isNamed);
  const fields = visibleFields(table).filter(
    (field) => isOpen || isNamed || field.name.toLowerCase().includes(word),
  );
  return (
    <li>
      <div className={styles.entry}>
        <UnstyledButton
          className={styles.entryName}
          aria-expanded={isShown}
          aria-label={panelText.columnsOf(name)}
          onClick={onToggle}
        >
          {isShown ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
          <Icon size={15} stroke={1.7} />
          <span>{name}</span>
        </UnstyledButton>
        <Tooltip label={panelText.select(name)}>
          <ActionIcon
            size="sm"
            aria-label={panelText.select(name)}
            onClick={() => onOpen(`SELECT * FROM ${quoted(name)} LIMIT 100`, true)}
          >
            <IconPlayerPlay size={13} />
          </ActionIcon>
        </Tooltip>
      </div>
      {isShown && (
        <ul className={styles.fields}>
          {fields.map((field) => {
            const kind = fieldKinds[field.type];
            return (
              <li key={field.id} className={styles.entry}>
                <UnstyledButton
                  className={styles.entryName}
                  aria-label={panelText.insert(field.name)}
                  title={kind.label}
                  onClick={() => onInsert(quoted(field.name))}
                >
                  <kind.icon size={14} stroke={1.7} />
                  <span>{field.name}</span>
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}

function matches(table: Collection, word: string): boolean {
  return [table.name, ...visibleFields(table).map(({ name }) => name)].some((name) =>
    name.toLowerCase().includes(word),
  );
}

/** Names that SQL has words for stand in quotes. */
function quoted(name: string): string {
  return keywords.has(name.toLowerCase()) ? `"${name}"` : name;
}

const keywords: ReadonlySet<string> = new Set(
  "all and as between by case check column commit create cross default delete desc distinct drop else end except exists foreign from full group having in index inner insert intersect into is join key left like limit not null offset on or order outer over primary references right select set table then to transaction trigger union unique update using values view when where with".split(
    " ",
  ),
);
