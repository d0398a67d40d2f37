import { Stack, Tabs, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import type { ReactNode } from "react";
import type { ClientError } from "../../../client/client-error.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { SaveBar } from "../../../parts/save-bar.tsx";
import { inputOf, unreadableIn, type FlagDraft } from "../draft.ts";
import { Evaluator } from "../evaluator/evaluator.tsx";
import { useSomebody } from "../evaluator/use-somebody.ts";
import { useTrial } from "../evaluator/use-trial.ts";
import styles from "../flags.module.css";
import { RuleList } from "../rules/rule-list.tsx";
import { editorText } from "../strings.ts";
import { FlagBasics } from "./flag-basics.tsx";
import { codeForFlag } from "./flag-code.ts";

interface FlagEditorProps {
  readonly draft: FlagDraft;
  readonly isNew: boolean;
  readonly isDirty: boolean;
  readonly saving: { readonly error: ClientError | null; readonly isPending: boolean };
  /** What others have saved of it. */
  readonly meanwhile?: ReactNode;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: (before: FlagDraft) => Partial<FlagDraft>) => void;
  readonly onProblems: (problems: Readonly<Record<string, string>>) => void;
  readonly onSave: (input: ReturnType<typeof inputOf>) => void;
  readonly onDiscard: () => void;
}

/** A flag's parts at the left, and at the right what somebody would get by them. */
export function FlagEditor(props: FlagEditorProps) {
  const { draft, isNew, isDirty, saving, problems, onChange, onProblems, onSave } = props;
  const [somebody, setSomebody] = useSomebody();
  const trial = useTrial(draft, somebody);
  const save = () => {
    if (!isDirty) return;
    const unreadable = unreadableIn(draft);
    onProblems(unreadable);
    if (Object.keys(unreadable).length === 0) onSave(inputOf(draft));
  };
  useHotkeys([["mod+S", save]], [], true);
  const code = codeForFlag(draft, somebody);
  return (
    <>
      <div className={styles.editor}>
        <Stack gap="xl">
          {props.meanwhile}
          {!saving.isPending && (
            <Refusal error={saving.error} shown={Object.keys(saving.error?.problems ?? {})} />
          )}
          <FlagBasics
            draft={draft}
            isNew={isNew}
            problems={problems}
            onChange={(change) => onChange(() => change)}
          />
          <RuleList
            draft={draft}
            known={Object.keys(somebody)}
            verdicts={trial.error ? undefined : trial.data?.rules}
            problems={problems}
            onChange={(edit) => onChange((before) => ({ rules: edit(before.rules) }))}
          />
          {draft.key !== "" && (
            <section aria-label={editorText.use}>
              <Title order={2} mb="xs">
                {editorText.use}
              </Title>
              <Tabs defaultValue="curl">
                <Tabs.List mb="sm">
                  {Object.entries(editorText.code).map(([value, label]) => (
                    <Tabs.Tab key={value} value={value}>
                      {label}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                {(Object.keys(editorText.code) as (keyof typeof code)[]).map((each) => (
                  <Tabs.Panel key={each} value={each}>
                    <CodeBlock code={code[each]} label={editorText.code[each]} />
                  </Tabs.Panel>
                ))}
              </Tabs>
            </section>
          )}
        </Stack>
        <Evaluator draft={draft} somebody={somebody} onSomebody={setSomebody} trial={trial} />
      </div>
      {(isDirty || isNew) && (
        <SaveBar
          note={editorText.unsaved}
          secondary={{
            label: isNew ? editorText.cancel : editorText.discard,
            onClick: props.onDiscard,
          }}
          action={isNew ? editorText.create : editorText.save}
          loading={saving.isPending}
          onAction={save}
        />
      )}
    </>
  );
}
