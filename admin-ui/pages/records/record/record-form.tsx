import { Alert, Button, Group, Menu, Stack, Text } from "@mantine/core";
import { IconCopyPlus, IconDots, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { labelOf, type RecordData } from "../../../client/record.ts";
import { useCall } from "../../../client/use-call.ts";
import { useLive } from "../../../client/use-live.ts";
import { inputs } from "../../../fields/inputs.ts";
import { confirm } from "../../../parts/confirm.tsx";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { text } from "../../../strings.ts";
import { recordsText } from "../strings.ts";
import { useDeleteRecords } from "../use-delete-records.ts";
import { changesIn, editableFields, valuesOf, type Values } from "./form-values.ts";
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
  const theirs = useTheirs(collection, record);
  const settings = {
    changes: ["records.*", "history.*"] as const,
    form: { setErrors },
    onDone() {
      isSaved.current = true;
      onDone();
    },
  };
  const create = useCall("records.create", {
    ...settings,
    done: (created) => recordsText.created(labelOf(created, collection)),
  });
  const update = useCall("records.update", { ...settings, done: recordsText.saved });
  const save = record === null ? create : update;
  const submit = () => {
    setErrors({});
    const { name } = collection;
    if (record === null) create.mutate({ collection: name, data: { ...changes } });
    else update.mutate({ collection: name, id: String(record.id), data: { ...changes } });
  };
  const takeTheirs = (data: RecordData) => {
    const next = valuesOf(collection, data);
    setBefore(next);
    setValues(next);
    setVersion(version + 1);
  };

  if (collection.type === "view") return <RecordValues collection={collection} record={record} />;
  return (
    <form
      noValidate
      onKeyDown={(event) => {
        if (event.key !== "s" || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        if (record === null || isDirty) submit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <LeaveGuard when={isDirty} unless={isSaved} />
      <Stack gap="md">
        {theirs && (
          <Alert color="yellow">
            <Group justify="space-between">
              <Text size="sm">{recordsText.changedMeanwhile}</Text>
              <Button size="xs" variant="default" onClick={() => takeTheirs(theirs)}>
                {recordsText.takeTheirs}
              </Button>
            </Group>
          </Alert>
        )}
        <Refusal error={save.error} shown={Object.keys(values)} />
        {editableFields(collection).map((field) => {
          const Input = inputs[field.type];
          const isFixed = record !== null && field.system && field.name === "id";
          if (isFixed) return null;
          const hint =
            field.name === "id"
              ? recordsText.idHint
              : field.type === "password" && record
                ? recordsText.passwordKeep
                : "";
          return (
            <Input
              key={`${field.id} ${version}`}
              field={field.help === "" && hint !== "" ? { ...field, help: hint } : field}
              value={values[field.name]}
              error={errors[field.name]}
              record={record}
              onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
            />
          );
        })}
        <Group className={styles.footer} justify="space-between">
          {record ? (
            <MoreActions collection={collection} record={record} onDone={onDone} />
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onDone}>
              {text.cancel}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={record !== null && !isDirty}>
              {record === null ? text.create : recordsText.save}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

/** The record as somebody else has left it since it was opened; null while nobody has. */
function useTheirs(collection: Collection, record: RecordData | null): RecordData | null {
  const [theirs, setTheirs] = useState<RecordData | null>(null);
  const topic =
    record && collection.type !== "view" ? `${collection.name}/${String(record.id)}` : null;
  const queries = useQueryClient();
  useLive(topic, (event) => {
    if (event.action !== "update") return;
    setTheirs(event.record);
    void queries.invalidateQueries({ queryKey: ["history.list"] });
  });
  return theirs;
}

interface MoreActionsProps {
  readonly collection: Collection;
  readonly record: RecordData;
  readonly onDone: () => void;
}

function MoreActions({ collection, record, onDone }: MoreActionsProps) {
  const remove = useDeleteRecords(collection);
  const navigate = useNavigate({ from: "/records/$collection" });
  const id = String(record.id);
  const duplicate = useCall("records.create", {
    changes: ["records.*"],
    done: (created) => recordsText.created(labelOf(created, collection)),
    onDone: (created) =>
      void navigate({ search: (before) => ({ ...before, record: String(created.id) }) }),
  });
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconDots size={16} />}>
          {recordsText.moreActions}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopyPlus size={16} />}
          onClick={() =>
            duplicate.mutate({ collection: collection.name, data: copyOf(collection, record) })
          }
        >
          {recordsText.duplicate}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() =>
            confirm({
              title: recordsText.deleteTitle(1),
              message: recordsText.deleteText,
              onConfirm: () => remove.mutate([id], { onSuccess: onDone }),
            })
          }
        >
          {text.delete}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Files stay with the record they were given to. */
function copyOf(collection: Collection, record: RecordData): Record<string, unknown> {
  const left = new Set(["file", "autodate", "password"]);
  const fields = editableFields(collection).filter(
    ({ type, name }) => !left.has(type) && name !== "id",
  );
  return Object.fromEntries(fields.map(({ name }) => [name, record[name]]));
}
