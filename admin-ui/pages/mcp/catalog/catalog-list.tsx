import { Button, Text, UnstyledButton } from "@mantine/core";
import {
  IconEye,
  IconFileText,
  IconMessage2,
  IconPencil,
  IconPlus,
  IconSearchOff,
} from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { effectOf, type CatalogEntry } from "./catalog-entry.ts";
import { groupsOf, type CatalogGroup } from "./catalog-groups.ts";
import type { CatalogGrouping } from "./catalog-views.ts";
import styles from "./catalog.module.css";
import { catalogText } from "./strings.ts";

interface CatalogListProps {
  readonly entries: readonly CatalogEntry[];
  readonly words: string;
  readonly grouping: CatalogGrouping;
  readonly chosen: CatalogEntry | undefined;
  readonly onChoose: (entry: CatalogEntry) => void;
  readonly onClear: () => void;
}

/** What there is, in groups; what the token may not call is there, and pale. */
export function CatalogList(props: CatalogListProps) {
  const { entries, words, grouping, chosen, onChoose, onClear } = props;
  const groups = groupsOf(entries, words, grouping);
  if (groups.length === 0) {
    return (
      <EmptyState icon={IconSearchOff} title={catalogText.none} description={catalogText.noneText}>
        <Button variant="default" onClick={onClear}>
          {catalogText.clear}
        </Button>
      </EmptyState>
    );
  }
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title} className={styles.group}>
          <h3 className={styles.heading}>
            {group.title}
            <span className="number">{countOf(group)}</span>
          </h3>
          {group.entries.map((entry) => (
            <Line
              key={`${entry.kind} ${entry.id}`}
              entry={entry}
              isChosen={entry === chosen}
              onChoose={() => onChoose(entry)}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

/** How many there are for the token, and how many at all. */
function countOf({ entries }: CatalogGroup): string {
  const open = entries.filter(({ standing }) => standing !== "refused").length;
  return catalogText.count(open, entries.length);
}

interface LineProps {
  readonly entry: CatalogEntry;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Line({ entry, isChosen, onChoose }: LineProps) {
  const place = useRef<HTMLButtonElement>(null);
  // A link may lead to one far down the list; the page itself stays where it is.
  useEffect(() => {
    if (isChosen && place.current)
      showIn(place.current.closest(`.${styles.groups}`), place.current);
  }, [isChosen]);
  const { kind, title, tokens, standing } = entry;
  const { icon: Icon, says } = markOf(entry);
  return (
    <UnstyledButton
      ref={place}
      className={styles.line}
      data-standing={standing}
      aria-current={isChosen || undefined}
      onClick={onChoose}
      title={standing === "listed" ? undefined : catalogText.standings[standing]}
    >
      <Icon size={15} stroke={1.7} className={styles.mark} aria-label={says} role="img" />
      <span className={kind === "tool" || kind === "prompt" ? styles.code : styles.title}>
        {kind === "prompt" ? entry.prompt.name : title}
      </span>
      <Text span size="xs" c="dimmed" className="number" title={catalogText.costHint(tokens)}>
        {catalogText.cost(tokens)}
      </Text>
    </UnstyledButton>
  );
}

function showIn(frame: Element | null, line: Element): void {
  if (!frame) return;
  const [outer, inner] = [frame.getBoundingClientRect(), line.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  frame.scrollTop += inner.top - outer.top - outer.height / 3;
}

function markOf(entry: CatalogEntry) {
  if (entry.kind === "prompt") return { icon: IconMessage2, says: catalogText.prompts };
  if (entry.kind !== "tool") return { icon: IconFileText, says: catalogText.resources };
  const effect = effectOf(entry.tool);
  return { icon: effectIcons[effect], says: catalogText.effects[effect] };
}

const effectIcons = { read: IconEye, write: IconPlus, destroy: IconPencil } as const;
