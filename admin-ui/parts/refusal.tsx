import { Alert, Button, List, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ClientError } from "../client/client-error.ts";
import { text } from "../strings.ts";

interface RefusalProps {
  readonly error: ClientError | null;
  /** Problems that fields show themselves. */
  readonly shown?: readonly string[];
  readonly retry?: () => void;
}

/** Why something was refused, and what to do. Nothing where nothing was. */
export function Refusal({ error, shown = [], retry }: RefusalProps) {
  if (!error) return null;
  const problems = Object.entries(error.problems).filter(([name]) => !shown.includes(name));
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} />} title={error.message}>
      {error.hint && <Text size="sm">{error.hint}</Text>}
      {problems.length > 0 && (
        <List size="sm" mt={4}>
          {problems.map(([name, problem]) => (
            <List.Item key={name}>
              {name}: {problem}
            </List.Item>
          ))}
        </List>
      )}
      {retry && (
        <Button mt="sm" size="xs" variant="default" onClick={retry}>
          {text.retry}
        </Button>
      )}
    </Alert>
  );
}
