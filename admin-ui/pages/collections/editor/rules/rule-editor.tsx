import { Group, SegmentedControl, Text } from "@mantine/core";
import { IconFilter, IconLock, IconWorld } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { rulesText } from "../../strings.ts";
import type { RuleName } from "../draft.ts";
import type { EditorProps } from "../editor-props.ts";
import { RuleInput } from "./rule-input.tsx";
import { RuleNotes } from "./rule-notes.tsx";
import styles from "./rules.module.css";
import type { RuleCheck } from "./use-rule-check.ts";

interface RuleEditorProps extends EditorProps {
  readonly name: RuleName;
  readonly check: RuleCheck | undefined;
}

type Choice = "superusers" | "everybody" | "filter";

/**
 * A rule is one of three things, so it is chosen first. A filter that is still blank lets nobody in:
 * as text it would mean everybody.
 */
export function RuleEditor({ draft, onChange, problems, name, check }: RuleEditorProps) {
  const rule = draft[name] ?? null;
  const [isBlank, setBlank] = useState(false);
  const last = useRef(rule || "");
  if (rule) last.current = rule;
  const choice: Choice =
    rule === null ? (isBlank ? "filter" : "superusers") : rule === "" ? "everybody" : "filter";
  const write = (text: string) => {
    setBlank(text.trim() === "");
    onChange({ [name]: text.trim() === "" ? null : text });
  };
  const choose = (next: Choice) => {
    if (next === "filter") return write(last.current);
    setBlank(false);
    onChange({ [name]: next === "everybody" ? "" : null });
  };
  const question = rulesText.questions[name];
  const hint = name === "authRule" || name === "manageRule" ? rulesText.hints[name] : undefined;
  const everybody = name === "authRule" ? rulesText.accounts : rulesText.everybody;
  const found = check?.problems.find((problem) => problem.rule === name);
  return (
    <section className={styles.rule} aria-label={question}>
      <Group justify="space-between" gap="xs">
        <div>
          <Text fw={550}>{question}</Text>
          {hint && (
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        <SegmentedControl
          size="xs"
          aria-label={question}
          disabled={draft.system}
          value={choice}
          onChange={(next) => choose(next as Choice)}
          data={[
            { value: "superusers", label: option(IconLock, rulesText.superusers) },
            { value: "everybody", label: option(IconWorld, everybody) },
            { value: "filter", label: option(IconFilter, rulesText.filter) },
          ]}
        />
      </Group>
      {choice === "filter" && (
        <RuleInput
          draft={draft}
          label={question}
          value={rule ?? ""}
          onChange={write}
          found={found}
          readOnly={draft.system}
        />
      )}
      {choice === "filter" && rule === null && (
        <Text size="xs" c="dimmed">
          {rulesText.blank}
        </Text>
      )}
      <RuleNotes
        problem={found ?? (problems[name] ? { message: problems[name] } : undefined)}
        warnings={(check?.warnings ?? []).filter((warning) => warning.rule === name)}
      />
    </section>
  );
}

function option(Icon: typeof IconLock, label: string) {
  return (
    <span className={styles.option}>
      <Icon size={14} aria-hidden />
      {label}
    </span>
  );
}
