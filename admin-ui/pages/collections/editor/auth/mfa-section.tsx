import { Input } from "@mantine/core";
import { signInText as words } from "../../strings.ts";
import type { EditorProps } from "../editor-props.ts";
import { RuleInput } from "../rules/rule-input.tsx";
import { RuleNotes } from "../rules/rule-notes.tsx";
import { useRuleCheck } from "../rules/use-rule-check.ts";
import { AuthSection } from "./auth-section.tsx";
import styles from "./auth.module.css";
import { SecondsInput } from "./seconds-input.tsx";

export function MfaSection({ draft, definition, onChange, problems }: EditorProps) {
  const { mfa } = draft;
  const check = useRuleCheck(definition);
  const found = check?.problems.find(({ rule }) => rule === "mfa.rule");
  return (
    <AuthSection
      title={words.mfa}
      hint={words.mfaHint}
      enabled={mfa?.enabled ?? false}
      onToggle={(enabled) => onChange({ mfa: { ...mfa, enabled } })}
      problem={problems.mfa ?? problems["mfa.enabled"]}
    >
      <SecondsInput
        label={words.mfaDuration}
        value={mfa?.duration}
        onChange={(duration) => onChange({ mfa: { ...mfa, duration } })}
        error={problems["mfa.duration"]}
      />
      <Input.Wrapper
        label={words.mfaRule}
        labelElement="div"
        className={styles.wide!}
        error={problems["mfa.rule"]}
      >
        <RuleInput
          draft={draft}
          label={words.mfaRule}
          placeholder={words.mfaRulePlaceholder}
          value={mfa?.rule ?? ""}
          onChange={(rule) => onChange({ mfa: { ...mfa, rule } })}
          found={found}
        />
        <RuleNotes problem={found} warnings={[]} />
      </Input.Wrapper>
    </AuthSection>
  );
}
