import { Badge, Text } from "@mantine/core";
import { IconArrowsSort, IconPoint, IconSearch, IconTable } from "@tabler/icons-react";
import type { PlanOutcome, PlanStep } from "../outcome.ts";
import styles from "../sql.module.css";
import { planText } from "../strings.ts";

/** The plan as a tree; what reads all of a table stands out. */
export function PlanView({ plan: { steps } }: { plan: PlanOutcome }) {
  const scans = hasScan(steps);
  return (
    <div className={styles.plan}>
      <Text size="sm" c="dimmed">
        {planText.hint}
      </Text>
      <Steps steps={steps} label={planText.title} />
      {scans && (
        <Text size="sm" c="dimmed">
          {planText.advice}
        </Text>
      )}
    </div>
  );
}

function Steps({ steps, label }: { steps: readonly PlanStep[]; label?: string }) {
  return (
    <ul className={styles.steps} {...(label !== undefined && { "aria-label": label })}>
      {steps.map((step) => {
        const kind = kindOf(step);
        const { icon: Icon, color } = looks[kind];
        return (
          <li key={step.id}>
            <span className={styles.step}>
              <Icon size={15} stroke={1.7} />
              <code>{step.detail}</code>
              {kind !== "other" && <Badge color={color}>{planText.kinds[kind]}</Badge>}
            </span>
            {step.steps.length > 0 && <Steps steps={step.steps} />}
          </li>
        );
      })}
    </ul>
  );
}

type Kind = keyof typeof planText.kinds;

function kindOf({ detail }: PlanStep): Kind {
  // One row, or rows that another step has made.
  if (/^SCAN (?!CONSTANT ROW|\()/.test(detail)) return "scan";
  if (detail.startsWith("SEARCH")) return "search";
  return detail.includes("B-TREE") ? "sort" : "other";
}

function hasScan(steps: readonly PlanStep[]): boolean {
  return steps.some((step) => kindOf(step) === "scan" || hasScan(step.steps));
}

const looks: Readonly<Record<Kind, { icon: typeof IconTable; color: string }>> = {
  scan: { icon: IconTable, color: "orange" },
  search: { icon: IconSearch, color: "green" },
  sort: { icon: IconArrowsSort, color: "blue" },
  other: { icon: IconPoint, color: "gray" },
};
