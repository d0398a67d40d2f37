import { Modal, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useCall } from "../../client/use-call.ts";
import { FormBody } from "../../parts/form-body.tsx";
import { text } from "../../strings.ts";
import { superusersText } from "./strings.ts";

export function AddSuperuser({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const form = useForm({ initialValues: { email: "", password: "" } });
  const create = useCall("superusers.create", {
    form,
    changes: ["superusers.*"],
    done: ({ email }) => superusersText.added(email),
    onDone() {
      form.reset();
      onClose();
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={superusersText.addTitle}>
      <FormBody
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        call={create}
        fields={["email", "password"]}
        action={superusersText.add}
        onCancel={onClose}
      >
        <TextInput
          label={text.email}
          type="email"
          required
          data-autofocus
          autoComplete="off"
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={text.password}
          description={text.passwordHint}
          required
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
      </FormBody>
    </Modal>
  );
}
