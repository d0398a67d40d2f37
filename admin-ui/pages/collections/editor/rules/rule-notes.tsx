import { Code, Text } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle } from "@tabler/icons-react";
import { rulesText } from "../../strings.ts";
import styles from "./rules.module.css";
import type { RuleCheck } from "./use-rule-check.ts";

interface RuleNotesProps {
  readonly problem: { readonly message: string; readonly hint?: string } | undefined;
  readonly warnings: RuleCheck["warnings"];
}

/** Why a rule cannot be saved, and what is odd about one that can. */
export function RuleNotes({ problem, warnings }: RuleNotesProps) {
  return (
    <div aria-live="polite" className={styles.notes}>
      {problem && (
        <div className={styles.problem}>
          <IconAlertCircle size={16} aria-hidden />
          <Text size="sm">
            {problem.message} {problem.hint}
          </Text>
        </div>
      )}
      {!problem &&
        warnings.map(({ code, message, fix }) => (
          <div key={`${code} ${message}`} className={styles.warning}>
            <IconAlertTriangle size={16} aria-hidden />
            <Text size="sm" component="div">
              {message}{" "}
              <span className={styles.fix}>
                {rulesText.fix} <Code>{fix}</Code>
              </span>
            </Text>
          </div>
        ))}
    </div>
  );
}
