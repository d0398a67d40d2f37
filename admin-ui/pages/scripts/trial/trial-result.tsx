import { Code, Group, List, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { millisecondsInWords } from "../../../parts/duration.ts";
import { prettyJson } from "../../../parts/pretty-json.ts";
import { RunBadge } from "../run-badge.tsx";
import { LogLines } from "../runs/log-lines.tsx";
import styles from "../scripts.module.css";
import type { Trial } from "../script.ts";
import { trialText } from "../strings.ts";

interface TrialResultProps {
  readonly trial: Trial;
  readonly bySaving: boolean;
  /** The source is another one by now. */
  readonly isStale: boolean;
}

/** How a trial ended, and all that would have come of it. */
export function TrialResult({ trial, bySaving, isStale }: TrialResultProps) {
  const { outcome, message, durationMs, log } = trial;
  return (
    <Stack gap="sm">
      <Group gap={8}>
        <RunBadge outcome={outcome} />
        <Text size="sm" c="dimmed" className="number">
          {millisecondsInWords(durationMs)}
        </Text>
      </Group>
      {message !== undefined && (
        <Text size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
          {message}
        </Text>
      )}
      <Problems trial={trial} />
      <Changes trial={trial} />
      <Answer trial={trial} />
      {trial.answer === undefined && trial.value !== undefined && (
        <Part title={trialText.value}>
          <CodeBlock code={written(trial.value)} label={trialText.value} />
        </Part>
      )}
      <Writes trial={trial} />
      <Sent title={trialText.mails} sent={trial.mails} />
      <Sent title={trialText.requests} sent={trial.requests} />
      {log.length > 0 && (
        <Part title={trialText.log}>
          <LogLines lines={log} />
        </Part>
      )}
      <Text size="xs" c="dimmed">
        {isStale ? trialText.stale : bySaving ? trialText.saveTried : trialText.tried}
      </Text>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550}>
        {title}
      </Text>
      {children}
    </Stack>
  );
}

function Problems({ trial: { problems } }: { trial: Trial }) {
  if (!problems) return null;
  return (
    <Part title={trialText.problems}>
      <List size="sm">
        {Object.entries(problems).map(([field, problem]) => (
          <List.Item key={field}>
            <Code>{field}</Code> {problem}
          </List.Item>
        ))}
      </List>
    </Part>
  );
}

function Changes({ trial: { changes } }: { trial: Trial }) {
  if (!changes) return null;
  const changed = Object.entries(changes);
  return (
    <Part title={trialText.changes}>
      {changed.length === 0 && (
        <Text size="sm" c="dimmed">
          {trialText.noChanges}
        </Text>
      )}
      {changed.map(([field, { from, to }]) => (
        <div key={field} className={styles.change}>
          <strong>{field}</strong>
          <del>{shortly(from)}</del>
          <ins>{shortly(to)}</ins>
        </div>
      ))}
    </Part>
  );
}

function Answer({ trial: { answer } }: { trial: Trial }) {
  if (!answer) return null;
  const { status, headers, body } = answer;
  return (
    <Part title={trialText.answer}>
      <Text size="xs" className="mono">
        {status}
        {Object.entries(headers).map(([name, value]) => (
          <span key={name}>
            <br />
            {name}: {value}
          </span>
        ))}
      </Text>
      {body === null ? (
        <Text size="sm" c="dimmed">
          {trialText.nobody}
        </Text>
      ) : (
        <CodeBlock code={prettyJson(body)} label={trialText.answer} />
      )}
    </Part>
  );
}

function Writes({ trial: { writes } }: { trial: Trial }) {
  if (!writes) return null;
  return (
    <Part title={trialText.writes}>
      {writes.map((write, index) => {
        const { action, collection, ...rest } = write as Readonly<Record<string, unknown>>;
        return (
          <div key={index} className={styles.change}>
            <strong>
              {String(action)} {String(collection)}
            </strong>
            <span>{JSON.stringify(rest)}</span>
          </div>
        );
      })}
    </Part>
  );
}

function Sent({ title, sent }: { title: string; sent: readonly unknown[] | undefined }) {
  if (!sent) return null;
  return (
    <Part title={title}>
      {sent.map((each, index) => (
        <div key={index} className={styles.change}>
          {JSON.stringify(each)}
        </div>
      ))}
    </Part>
  );
}

function shortly(value: unknown): string {
  return value === "" || value === null ? trialText.empty : written(value);
}

function written(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
