import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useCall } from "../../../client/use-call.ts";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { Page } from "../../../parts/page.tsx";
import { SaveBar } from "../../../parts/save-bar.tsx";
import { SecretOnce } from "../secret-once.tsx";
import { formText } from "../strings.ts";
import { WebhookForm } from "./webhook-form.tsx";
import { createInput, newWebhook, type WebhookValues } from "./webhook-values.ts";

/** A webhook that is not stored yet; once it is, its secret is shown. */
export function NewWebhookPage() {
  const navigate = useNavigate({ from: "/new-webhook" });
  const form = useForm<WebhookValues>({ initialValues: newWebhook });
  const [made, setMade] = useState<{ readonly name: string; readonly secret: string } | null>(null);
  const isOver = useRef(false);
  const create = useCall("webhooks.create", {
    form,
    changes: ["webhooks.*"],
    onDone({ name, secret }) {
      isOver.current = true;
      setMade({ name, secret });
    },
  });
  const submit = () => create.mutate(createInput(form.values));
  return (
    <Page title={formText.newTitle}>
      <WebhookForm form={form} call={create} onSubmit={submit} />
      <SaveBar
        note={formText.unsaved}
        secondary={{
          label: formText.cancel,
          onClick: () => void navigate({ to: "/webhooks" }),
        }}
        action={formText.create}
        loading={create.isPending}
        onAction={submit}
      />
      {made && (
        <SecretOnce
          secret={made.secret}
          onClose={() =>
            void navigate({
              to: "/webhooks/$webhook",
              params: { webhook: made.name },
              replace: true,
            })
          }
        />
      )}
      <LeaveGuard when={form.isDirty()} unless={isOver} />
    </Page>
  );
}
