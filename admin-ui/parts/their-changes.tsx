import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { text } from "../strings.ts";
import { wordValue } from "./changed-values.tsx";
import { openQuestions, type SharedDraft } from "./shared-draft.ts";
import styles from "./their-changes.module.css";
import { theirChangesText as words } from "./their-changes-strings.ts";

interface TheirChangesProps {
  readonly questions: ReturnType<typeof openQuestions>;
  readonly state: {
    readonly followed: SharedDraft<object>["followed"];
    readonly take: (names: readonly string[]) => void;
    readonly keep: (names: readonly string[]) => void;
    readonly noted: () => void;
  };
  /** How often saving has led here: each time it comes into sight. */
  readonly asked: number;
  readonly onSave: () => void;
}

/** What somebody else has saved meanwhile: theirs beside mine, to choose from. */
export function TheirChanges({ questions, state, asked, onSave }: TheirChangesProps) {
  const { followed, take, keep, noted } = state;
  const here = useRef<HTMLDivElement>(null);
  const isThere = questions.length + followed.length > 0;
  useEffect(() => {
    if (asked > 0) here.current?.scrollIntoView({ block: "center" });
  }, [asked, isThere]);
  if (!isThere) return null;
  const names = questions.map(({ name }) => name);
  return (
    <Alert
      ref={here}
      role="alert"
      color="yellow"
      title={text.changedMeanwhile}
      withCloseButton={names.length === 0}
      closeButtonLabel={words.close}
      onClose={noted}
    >
      <Stack gap="xs">
        {followed.length > 0 && <Text size="sm">{words.followed(followed)}</Text>}
        {names.length > 0 && (
          <>
            <Text size="sm">{words.both}</Text>
            <dl className={styles.questions}>
              {questions.map(({ name, theirs, mine }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <span>{words.theirs}</span>
                    <ins>{wordValue(theirs)}</ins>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={words.takeOf(name)}
                      onClick={() => take([name])}
                    >
                      {words.take}
                    </Button>
                  </dd>
                  <dd>
                    <span>{words.mine}</span>
                    <ins>{wordValue(mine)}</ins>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={words.keepOf(name)}
                      onClick={() => keep([name])}
                    >
                      {words.keep}
                    </Button>
                  </dd>
                </div>
              ))}
            </dl>
            <Group gap="xs">
              {names.length > 1 && (
                <Button size="xs" variant="default" onClick={() => take(names)}>
                  {words.takeAll}
                </Button>
              )}
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  keep(names);
                  onSave();
                }}
              >
                {words.saveOver}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Alert>
  );
}
