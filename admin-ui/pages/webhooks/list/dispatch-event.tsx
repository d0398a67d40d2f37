import { Modal, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useCall } from "../../../client/use-call.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { readJsonObject } from "../../../parts/json-object.ts";
import { FormBody } from "../../../parts/form-body.tsx";
import { dispatchText as words } from "../strings.ts";

/** An event of one's own, to whoever listens to it. */
export function DispatchEvent({ onClose }: { onClose: () => void }) {
  const form = useForm({
    initialValues: { event: "", data: "{}" },
    validate: { data: (text) => (readJsonObject(text) ? null : words.notAnObject) },
  });
  const dispatch = useCall("webhooks.dispatch", {
    form: {
      // The server speaks of the event's name as of `events`.
      setErrors: ({ events, ...rest }) =>
        form.setErrors({ ...rest, ...(events !== undefined && { event: events }) }),
    },
    changes: ["webhooks.*"],
    done: words.sent,
    onDone: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={words.title}>
      <FormBody
        onSubmit={form.onSubmit(({ event, data }) =>
          dispatch.mutate({ event, data: { ...readJsonObject(data) } }),
        )}
        call={dispatch}
        fields={["event", "events", "data"]}
        action={words.send}
        onCancel={onClose}
      >
        <TextInput
          label={words.event}
          placeholder={words.eventPlaceholder}
          required
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps("event")}
        />
        <CodeEditor
          language="json"
          label={words.data}
          value={form.values.data}
          onChange={(data) => form.setFieldValue("data", data)}
          error={form.errors.data}
          minHeight={90}
        />
      </FormBody>
    </Modal>
  );
}
