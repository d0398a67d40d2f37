import { Button, Group, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { Collection, Field } from "../../../../src/product.ts";
import { labelOf, type RecordData } from "../../../client/record.ts";
import { useCall } from "../../../client/use-call.ts";
import { inputs } from "../../../fields/inputs.ts";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { isChangedMeanwhile } from "../../../parts/shared-draft.ts";
import { TheirChanges } from "../../../parts/their-changes.tsx";
import { text } from "../../../strings.ts";
import { recordsText } from "../strings.ts";
import { editableFields } from "./form-values.ts";
import { RecordActions } from "./record-actions.tsx";
import styles from "./record-form.module.css";
import { RecordValues } from "./record-values.tsx";
import { useRecordDraft } from "./use-record-draft.ts";

interface RecordFormProps {
  readonly collection: Collection;
  /** Null: a new one. */
  readonly record: RecordData | null;
  readonly onDone: () => void;
}

/** An input per field. What was refused is marked, and nothing typed is lost. */
export function RecordForm({ collection, record, onDone }: RecordFormProps) {
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [asked, setAsked] = useState(0);
  const isSaved = useRef(false);
  const isSaving = useRef(false);
  const state = useRecordDraft(collection, record, () => isSaving.current);
  const { draft, isDirty, questions, begin } = state;
  const navigate = useNavigate({ from: "/records/$collection" });
  const then = useRef<Then>("close");
  const settings = {
    changes: ["records.*", "history.*"] as const,
    form: { setErrors },
    onDone(saved: RecordData) {
      // What is left now has nothing unsaved in it.
      isSaved.current = then.current === "close" || (then.current === "stay" && record === null);
      if (then.current === "close") onDone();
      else if (then.current === "another") begin(null);
      else if (record !== null) begin(saved);
      else void navigate({ search: (now) => ({ ...now, record: String(saved.id) }) });
    },
  };
  const create = useCall("records.create", {
    ...settings,
    done: (created) => recordsText.created(labelOf(created, collection)),
  });
  const update = useCall("records.update", { ...settings, done: recordsText.saved });
  const save = record === null ? create : update;
  isSaving.current = update.isPending;
  const send = () => {
    setErrors({});
    const { name } = collection;
    const data = { ...state.changesNow() };
    if (record === null) return create.mutate({ collection: name, data });
    isSaving.current = true;
    return update.mutate(
      { collection: name, id: String(record.id), data, if_updated: state.seenAt() },
      { onError: (error) => isChangedMeanwhile(error) && void settle() },
    );
  };
  const ask = () => setAsked((times) => times + 1);
  const submit = (next: Then) => {
    then.current = next;
    if (questions.length > 0) ask();
    else send();
  };
  /** Somebody else was quicker: what a person would see of it is shown first. */
  const settle = async () => {
    if (await state.catchUp()) ask();
    else send();
  };
  const first = fieldsOf(collection, null).find(({ type }) => typed.has(type));

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
        <TheirChanges questions={questions} state={state} asked={asked} onSave={send} />
        <Refusal
          error={isChangedMeanwhile(save.error) ? null : save.error}
          shown={Object.keys(draft.mine)}
        />
        {fieldsOf(collection, record).map((field) => {
          const Input = inputs[field.type];
          return (
            <Input
              key={`${field.id} ${draft.arrivals[field.name] ?? 0}`}
              field={field}
              isFirst={record === null && field.id === first?.id}
              value={draft.mine[field.name]}
              error={errors[field.name]}
              record={record}
              onChange={(value) => state.change(field.name, value)}
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
