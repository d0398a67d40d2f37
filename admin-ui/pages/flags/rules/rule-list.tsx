import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { problemsBelow } from "../../collections/editor/draft.ts";
import { attributesIn, newId, newRule, type FlagDraft, type RuleDraft } from "../draft.ts";
import styles from "../flags.module.css";
import { rulesText } from "../strings.ts";
import { RuleCard } from "./rule-card.tsx";
import type { Verdict } from "./verdict.ts";

interface RuleListProps {
  readonly draft: FlagDraft;
  /** Names of what is known of somebody. */
  readonly known: readonly string[];
  readonly verdicts: readonly Verdict[] | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (rules: (before: readonly RuleDraft[]) => readonly RuleDraft[]) => void;
}

/** The rules in their order, which a handle, or Space and the arrow keys, change. */
export function RuleList({ draft, known, verdicts, problems, onChange }: RuleListProps) {
  const { rules, type } = draft;
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = rules.map(({ id }) => id);
  const attributes = [...new Set([...known, ...attributesIn(draft)])];
  const move = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    const [from, to] = [ids.indexOf(String(active.id)), ids.indexOf(String(over.id))];
    onChange((all) => arrayMove([...all], from, to));
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2}>{rulesText.title}</Title>
          <Text size="sm" c="dimmed">
            {rules.length === 0 ? rulesText.none : rulesText.hint}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => onChange((all) => [...all, newRule(type)])}
        >
          {rulesText.add}
        </Button>
      </Group>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={move}
        accessibility={{
          screenReaderInstructions: { draggable: rulesText.dragHint },
          announcements: announcementsOf(rules),
        }}
      >
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <ol className={styles.rules} aria-label={rulesText.list}>
            {rules.map((rule, index) => (
              <RuleCard
                key={rule.id}
                rule={rule}
                number={index + 1}
                type={type}
                attributes={attributes}
                verdict={verdicts?.[index]}
                problems={problemsBelow(problems, `rules.${index}`)}
                onChange={(change) =>
                  onChange((all) =>
                    all.map((each) => (each.id === rule.id ? { ...each, ...change } : each)),
                  )
                }
                onDuplicate={() =>
                  onChange((all) => all.toSpliced(index + 1, 0, { ...rule, id: newId() }))
                }
                onRemove={() => onChange((all) => all.filter(({ id }) => id !== rule.id))}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
    </Stack>
  );
}

/** What a screen reader says of a rule that is being moved. */
function announcementsOf(rules: readonly RuleDraft[]): Announcements {
  const place = (id: string | number) => rules.findIndex((rule) => rule.id === id) + 1;
  const name = (id: string | number) => rules[place(id) - 1]?.name || rulesText.rule(place(id));
  return {
    onDragStart: ({ active }) => rulesText.lifted(name(active.id), place(active.id)),
    onDragOver: ({ active, over }) =>
      over ? rulesText.over(name(active.id), place(over.id), rules.length) : undefined,
    onDragEnd: ({ active, over }) =>
      rulesText.dropped(name(active.id), place(over?.id ?? active.id)),
    onDragCancel: ({ active }) => rulesText.dropped(name(active.id), place(active.id)),
  };
}
