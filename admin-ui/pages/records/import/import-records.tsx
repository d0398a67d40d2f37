import { Alert, Button, FileButton, Group, Modal, Select, Stack, Table, Text } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useWindowEvent } from "@mantine/hooks";
import { useEffect, useState, type DragEvent } from "react";
import type { Collection } from "../../../../src/product.ts";
import { asClientError, type ClientError } from "../../../client/client-error.ts";
import { useCall } from "../../../client/use-call.ts";
import { useClient } from "../../../client/use-client.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { editableFields } from "../record/form-values.ts";
import { recordsText } from "../strings.ts";
import { looksLikeRows } from "./looks-like-rows.ts";
import { readPasted } from "./read-pasted.ts";
import { readSourceFile, type SourceFile } from "./source-file.ts";
import { usualMapping, writeSource, type Mapping } from "./write-source.ts";

const { importing: words } = recordsText;

interface ImportRecordsProps {
  readonly collection: Collection;
  /** Rows that were pasted already. */
  readonly pasted?: string | undefined;
  /** Fields as the grid has them: rows without names are in this order. */
  readonly order: readonly string[];
  readonly onClose: () => void;
}

/** A file's rows into a collection: which column goes where, a try that keeps nothing, and then all. */
export function ImportRecords({ collection, pasted, order, onClose }: ImportRecordsProps) {
  const [source, setSource] = useState<SourceFile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (reading: () => SourceFile | Promise<SourceFile>) => {
    try {
      const found = await reading();
      setProblem(found.rows.length === 0 ? words.empty : null);
      setSource(found.rows.length === 0 ? null : found);
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) void read(() => readSourceFile(file));
  };
  const paste = (text: string) => void read(() => readPasted(text, words.pasted, order));
  useWindowEvent("paste", ({ clipboardData }) => {
    const text = clipboardData?.getData("text/plain") ?? "";
    if (!source && looksLikeRows(text)) paste(text);
  });
  useEffect(() => {
    if (pasted !== undefined) paste(pasted);
    // Once: what is pasted later comes by itself.
  }, []);
  return (
    <Modal opened onClose={onClose} size="xl" title={words.title(collection.name)}>
      {source ? (
        <MapColumns
          key={source.name}
          collection={collection}
          source={source}
          onClose={onClose}
          onBack={() => setSource(null)}
        />
      ) : (
        <div onDragOver={(event) => event.preventDefault()} onDrop={drop}>
          {problem && (
            <Alert color="red" title={words.unreadable} role="alert">
              {problem}
            </Alert>
          )}
          <EmptyState icon={IconFileImport} title={words.choose} description={words.drop}>
            <FileButton
              accept=".csv,.tsv,.json,.ndjson,.jsonl"
              onChange={(file) => file && void read(() => readSourceFile(file))}
            >
              {(button) => <Button {...button}>{words.choose}</Button>}
            </FileButton>
          </EmptyState>
        </div>
      )}
    </Modal>
  );
}

interface MapColumnsProps {
  readonly collection: Collection;
  readonly onClose: () => void;
  readonly source: SourceFile;
  readonly onBack: () => void;
}

function MapColumns({ collection, source, onClose, onBack }: MapColumnsProps) {
  const fields = editableFields(collection).map(({ name }) => name);
  const client = useClient();
  const [mapping, setMapping] = useState<Mapping>(() => usualMapping(source.columns, fields));
  const [checked, setChecked] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<ClientError | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const given = () => ({ collection: collection.name, ...writeSource(source, mapping) });
  const run = useCall("records.import", {
    changes: ["records.*"],
    done: ({ records }) => words.done(records),
    showsError: true,
    onDone: onClose,
  });
  const check = async () => {
    setIsChecking(true);
    setRefusal(null);
    try {
      const { records } = await client.call("records.import", given(), { dryRun: true });
      setChecked(records);
    } catch (thrown) {
      setRefusal(asClientError(thrown));
    } finally {
      setIsChecking(false);
    }
  };
  const choose = (column: string, field: string | null) => {
    setMapping({ ...mapping, [column]: field });
    setChecked(null);
  };
  const nothing = Object.values(mapping).every((field) => field === null);
  return (
    <Stack>
      <Text c="dimmed">{words.found(source.name, source.rows.length)}</Text>
      <TableFrame label={words.column} minWidth={260}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.column}</Table.Th>
            <Table.Th>{words.field}</Table.Th>
            <Table.Th visibleFrom="xs">{words.example}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {source.columns.map((column) => (
            <Table.Tr key={column}>
              <Table.Td fw={550}>{column}</Table.Td>
              <Table.Td>
                <Select
                  size="xs"
                  searchable
                  aria-label={`${words.field}: ${column}`}
                  data={[{ value: "", label: words.skip }, ...fields]}
                  value={mapping[column] ?? ""}
                  onChange={(field) => choose(column, field || null)}
                />
              </Table.Td>
              <Table.Td c="dimmed" maw={240} visibleFrom="xs">
                <Text size="xs" truncate>
                  {examplesOf(source, column)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
      <Refusal error={refusal ?? run.error} />
      {checked !== null && !run.error && <Alert color="green">{words.checked(checked)}</Alert>}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={onBack}>
          {words.other}
        </Button>
        {checked === null ? (
          <Button loading={isChecking} disabled={nothing} onClick={() => void check()}>
            {words.check}
          </Button>
        ) : (
          <Button loading={run.isPending} onClick={() => run.mutate(given())}>
            {words.run(checked)}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function examplesOf({ rows }: SourceFile, column: string): string {
  return rows
    .slice(0, 3)
    .map((row) => row[column])
    .map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value ?? "")))
    .filter((text) => text !== "")
    .join(" · ");
}
