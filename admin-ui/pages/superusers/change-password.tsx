import { Modal, PasswordInput, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useCall } from "../../client/use-call.ts";
import { FormBody } from "../../parts/form-body.tsx";
import { text } from "../../strings.ts";
import { superusersText } from "./strings.ts";

export function ChangePassword({ email, onClose }: { email: string; onClose: () => void }) {
  const form = useForm({ initialValues: { password: "" } });
  const change = useCall("superusers.resetPassword", {
    form,
    changes: ["superusers.*", "tokens.*"],
    done: superusersText.passwordChanged(email),
    onDone: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={superusersText.changePasswordTitle(email)}>
      <FormBody
        onSubmit={form.onSubmit(({ password }) => change.mutate({ email, password }))}
        call={change}
        fields={["password"]}
        action={superusersText.changePassword}
        onCancel={onClose}
      >
        <Text c="dimmed">{superusersText.changePasswordNote}</Text>
        <PasswordInput
          label={superusersText.newPassword}
          description={text.passwordHint}
          required
          data-autofocus
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
      </FormBody>
    </Modal>
  );
}
