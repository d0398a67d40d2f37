import { Button, Group, Modal, MultiSelect, Stack, Switch } from "@mantine/core";
import { useState } from "react";
import { CodeEditor } from "../../../../parts/code-editor.tsx";
import { text } from "../../../../strings.ts";
import { indexesText } from "../../strings.ts";
import type { Draft } from "../draft.ts";

interface IndexFormProps {
  readonly draft: Draft;
  /** Null: a new one. */
  readonly statement: string | null;
  readonly onKeep: (statement: string) => void;
  readonly onClose: () => void;
}

/** Fields and uniqueness write the statement, which can say more. */
export function IndexForm({ draft, statement, onKeep, onClose }: IndexFormProps) {
  const [columns, setColumns] = useState<string[]>([]);
  const [unique, setUnique] = useState(false);
  const [written, setWritten] = useState(statement ?? "");
  const choose = (next: string[], isUnique: boolean) => {
    setColumns(next);
    setUnique(isUnique);
    setWritten(next.length > 0 ? statementOf(draft.name, next, isUnique) : "");
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={statement === null ? indexesText.addTitle : indexesText.editTitle}
    >
      <Stack>
        {statement === null && (
          <>
            <MultiSelect
              data-autofocus
              label={indexesText.columns}
              description={indexesText.columnsHint}
              data={draft.fields.flatMap(({ name }) => (name === "" ? [] : [name]))}
              value={columns}
              onChange={(next) => choose(next, unique)}
              searchable
            />
            <Switch
              label={indexesText.unique}
              checked={unique}
              onChange={(event) => choose(columns, event.currentTarget.checked)}
            />
          </>
        )}
        <CodeEditor
          language="sql"
          label={indexesText.statement}
          description={indexesText.statementHint}
          value={written}
          onChange={setWritten}
          minHeight={72}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button disabled={written.trim() === ""} onClick={() => onKeep(written)}>
            {indexesText.keep}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function statementOf(table: string, columns: readonly string[], unique: boolean): string {
  const list = columns.map((column) => `\`${column}\``).join(", ");
  const name = ["idx", table, ...columns].filter(Boolean).join("_");
  return `CREATE ${unique ? "UNIQUE " : ""}INDEX \`${name}\` ON \`${table}\` (${list})`;
}
