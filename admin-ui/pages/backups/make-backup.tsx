import { Modal, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useCall } from "../../client/use-call.ts";
import { FormBody } from "../../parts/form-body.tsx";
import { makeText } from "./strings.ts";

/** It goes on where the dialog is closed: the page shows how far it is. */
export function MakeBackup({ onClose }: { onClose: () => void }) {
  const form = useForm({ initialValues: { name: "" } });
  const create = useCall("backups.create", {
    form,
    // The dialog may be closed by then.
    showsError: false,
    changes: ["backups.*"],
    done: makeText.done,
    onDone: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={makeText.title}>
      <FormBody
        onSubmit={form.onSubmit(({ name }) =>
          create.mutate(name === "" ? {} : { name: withEnding(name) }),
        )}
        call={{ error: null, isPending: create.isPending }}
        fields={["name"]}
        action={makeText.action}
        onCancel={onClose}
      >
        <TextInput
          label={makeText.name}
          description={makeText.nameHint}
          placeholder={makeText.namePlaceholder}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps("name")}
        />
      </FormBody>
    </Modal>
  );
}

function withEnding(name: string): string {
  return name.endsWith(".zip") ? name : `${name}.zip`;
}
