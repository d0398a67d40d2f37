import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { Collection, Field } from "../../../../src/product.ts";
import { labelOf, type RecordData } from "../../../client/record.ts";
import { useCall } from "../../../client/use-call.ts";
import { useLive } from "../../../client/use-live.ts";
import { inputs } from "../../../fields/inputs.ts";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { text } from "../../../strings.ts";
import { recordsText } from "../strings.ts";
import { changesIn, editableFields, valuesOf, type Values } from "./form-values.ts";
import { RecordActions } from "./record-actions.tsx";
import styles from "./record-form.module.css";
import { RecordValues } from "./record-values.tsx";

interface RecordFormProps {
  readonly collection: Collection;
  /** Null: a new one. */
  readonly record: RecordData | null;
  readonly onDone: () => void;
}

/** An input per field. What was refused is marked, and nothing typed is lost. */
export function RecordForm({ collection, record, onDone }: RecordFormProps) {
  const [before, setBefore] = useState<Values>(() => valuesOf(collection, record));
  const [values, setValues] = useState<Values>(before);
  // Inputs that keep a text of their own begin anew where the record does.
  const [version, setVersion] = useState(0);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const isSaved = useRef(false);
  const changes = changesIn(collection, before, values);
  const isDirty = Object.keys(changes).length > 0;
  const theirs = useTheirs(collection, record, before);
  const navigate = useNavigate({ from: "/records/$collection" });
  const then = useRef<Then>("close");
  const settings = {
    changes: ["records.*", "history.*"] as const,
    form: { setErrors },
    onDone(saved: RecordData) {
      // What is left now has nothing unsaved in it.
      isSaved.current = then.current === "close" || (then.current === "stay" && record === null);
      if (then.current === "close") onDone();
      else if (then.current === "another") begin(valuesOf(collection, null));
      else if (record !== null) goOn(saved);
      else void navigate({ search: (now) => ({ ...now, record: String(saved.id) }) });
    },
  };
  const create = useCall("records.create", {
    ...settings,
    done: (created) => recordsText.created(labelOf(created, collection)),
  });
  const update = useCall("records.update", { ...settings, done: recordsText.saved });
  const save = record === null ? create : update;
  const submit = (next: Then) => {
    setErrors({});
    then.current = next;
    const { name } = collection;
    if (record === null) create.mutate({ collection: name, data: { ...changes } });
    else update.mutate({ collection: name, id: String(record.id), data: { ...changes } });
  };
  const first = fieldsOf(collection, null).find(({ type }) => typed.has(type));
  const begin = (next: Values) => {
    setBefore(next);
    setValues(next);
    setVersion(version + 1);
  };
  /** Whoever goes on writing keeps their place; inputs of files show what the server made of them. */
  const goOn = (saved: RecordData) => {
    const next = valuesOf(collection, saved);
    const hasFiles = collection.fields.some(({ type, name }) => type === "file" && name in changes);
    if (hasFiles) return begin(next);
    setBefore(next);
    setValues(next);
  };

  if (collection.type === "view") return <RecordValues collection={collection} record={record} />;
  return (
    <form
      noValidate
      onKeyDown={(event) => {
        if (event.key !== "s" || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        if (record === null || isDirty) submit("stay");
      }}
      onSubmit={(event) => {
        event.preventDefault();
        submit("close");
      }}
    >
      <LeaveGuard when={isDirty} unless={isSaved} />
      <Stack gap="md">
        {theirs && (
          <Alert color="yellow">
            <Group justify="space-between">
              <Text size="sm">{recordsText.changedMeanwhile}</Text>
              <Button
                size="xs"
                variant="default"
                onClick={() => begin(valuesOf(collection, theirs))}
              >
                {recordsText.takeTheirs}
              </Button>
            </Group>
          </Alert>
        )}
        <Refusal error={save.error} shown={Object.keys(values)} />
        {fieldsOf(collection, record).map((field) => {
          const Input = inputs[field.type];
          return (
            <Input
              key={`${field.id} ${version}`}
              field={field}
              isFirst={record === null && field.id === first?.id}
              value={values[field.name]}
              error={errors[field.name]}
              record={record}
              onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
            />
          );
        })}
        <Group className={styles.footer} justify="space-between">
          {record ? (
            <RecordActions collection={collection} record={record} onDone={onDone} />
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onDone}>
              {text.cancel}
            </Button>
            {record === null && (
              <Button variant="default" disabled={save.isPending} onClick={() => submit("another")}>
                {recordsText.createAnother}
              </Button>
            )}
            <Button
              type="submit"
              title={record === null ? undefined : recordsText.saveKeys}
              loading={save.isPending}
              disabled={record !== null && !isDirty}
            >
              {record === null ? text.create : recordsText.save}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

/** What can be typed into and begins a new record. */
const typed = new Set(["text", "email", "url", "number"]);

/** As they are filled in: an id is rarely given, a password rarely changed. */
function fieldsOf(collection: Collection, record: RecordData | null): readonly Field[] {
  const own = editableFields(collection).filter((field) => !isId(field));
  if (record === null) {
    const ids = editableFields(collection).filter(isId);
    return [...own, ...ids.map((id) => optional(id, recordsText.idHint))];
  }
  return own.map((field) =>
    field.type === "password" ? optional(field, recordsText.passwordKeep) : field,
  );
}

function isId({ name, system }: Field): boolean {
  return system && name === "id";
}

function optional(field: Field, hint: string): Field {
  return { ...field, required: false, help: field.help || hint };
}

/** What becomes of the form when it is saved. */
type Then = "close" | "stay" | "another";

/** The record as somebody else has left it since it was opened or saved; null while nobody has. */
function useTheirs(
  collection: Collection,
  record: RecordData | null,
  before: Values,
): RecordData | null {
  const [theirs, setTheirs] = useState<RecordData | null>(null);
  const topic =
    record && collection.type !== "view" ? `${collection.name}/${String(record.id)}` : null;
  const queries = useQueryClient();
  useLive(topic, (event) => {
    if (event.action !== "update") return;
    setTheirs(event.record);
    void queries.invalidateQueries({ queryKey: ["history.list"] });
  });
  if (theirs === null) return null;
  const differs = Object.keys(changesIn(collection, before, valuesOf(collection, theirs)));
  return differs.length > 0 ? theirs : null;
}
