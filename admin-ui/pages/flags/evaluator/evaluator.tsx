import { Alert, Badge, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { asClientError, type ClientError } from "../../../client/client-error.ts";
import type { Output } from "../../../client/operations.ts";
import type { FlagDraft } from "../draft.ts";
import { attributesIn } from "../draft.ts";
import styles from "../flags.module.css";
import { evaluatorText as words, rulesText } from "../strings.ts";
import { SomebodyForm } from "./somebody-form.tsx";
import { SomebodyJson } from "./somebody-json.tsx";
import type { Somebody } from "./use-somebody.ts";

type Trial = Output<"flags.try">;

interface EvaluatorProps {
  readonly draft: FlagDraft;
  readonly somebody: Somebody;
  readonly onSomebody: (somebody: Somebody) => void;
  readonly trial: { readonly data: Trial | undefined; readonly error: Error | null };
}

/** Somebody, and what they would get by the rules as they stand. */
export function Evaluator({ draft, somebody, onSomebody, trial }: EvaluatorProps) {
  const [view, setView] = useState<"form" | "json">("form");
  return (
    <Paper className={styles.evaluator} component="section" aria-label={words.title}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{words.title}</Title>
          <SegmentedControl
            size="xs"
            aria-label={words.view}
            value={view}
            onChange={(next) => setView(next as typeof view)}
            data={[
              { value: "form", label: words.views.form },
              { value: "json", label: words.views.json },
            ]}
          />
        </Group>
        {view === "form" ? (
          <SomebodyForm somebody={somebody} asked={attributesIn(draft)} onChange={onSomebody} />
        ) : (
          <SomebodyJson somebody={somebody} onChange={onSomebody} />
        )}
        <div aria-live="polite">
          {trial.error ? (
            <Trouble error={asClientError(trial.error)} />
          ) : (
            trial.data && <Verdict trial={trial.data} draft={draft} />
          )}
        </div>
        <Text size="xs" c="dimmed">
          {words.hint}
        </Text>
      </Stack>
    </Paper>
  );
}

function Verdict({ trial: { value, rule, reason }, draft }: { trial: Trial; draft: FlagDraft }) {
  const name = rule === null ? "" : draft.rules[rule]?.name || rulesText.rule(rule + 1);
  const why = rule === null ? words.byDefault : words.byRule(name);
  return (
    <div className={styles.verdict}>
      <Group gap={8} justify="space-between">
        <Text size="sm" c="dimmed">
          {words.gets}
        </Text>
        <Badge color={rule === null ? "gray" : "green"}>{reason}</Badge>
      </Group>
      <pre className={styles.outcome} tabIndex={0} aria-label={words.gets}>
        {JSON.stringify(value, null, 2)}
      </pre>
      <Text size="sm" c="dimmed">
        {reason === "DISABLED" ? words.off : why}
      </Text>
    </div>
  );
}

/** What is wrong with the rules while they are written is no alarm. */
function Trouble({ error }: { error: ClientError }) {
  const [first] = Object.entries(error.problems);
  const rule = Number(/^rules\.(\d+)/.exec(first?.[0] ?? "")?.[1] ?? Number.NaN);
  const message = first?.[1] ?? error.message;
  return (
    <Alert color="yellow" title={words.notNow} py={8}>
      {Number.isNaN(rule) ? message : words.problem(rule + 1, message)}
    </Alert>
  );
}
