import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useCall } from "../../../client/use-call.ts";
import { ChangedMeanwhile } from "../../../parts/changed-meanwhile.tsx";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { SaveBar } from "../../../parts/save-bar.tsx";
import { isChangedMeanwhile } from "../../../parts/shared-draft.ts";
import { useVersion } from "../../../parts/use-version.ts";
import { formText } from "../strings.ts";
import type { Webhook } from "../webhook.ts";
import { WebhookForm } from "./webhook-form.tsx";
import { updateInput, valuesOf, type WebhookValues } from "./webhook-values.ts";

/** A stored webhook, open to be changed. */
export function SettingsTab({ webhook }: { webhook: Webhook }) {
  const navigate = useNavigate({ from: "/webhooks/$webhook" });
  const form = useForm<WebhookValues>({ initialValues: valuesOf(webhook) });
  const isOver = useRef(false);
  const begin = (stored: WebhookValues) => {
    form.setInitialValues(stored);
    form.setValues(stored);
  };
  const version = useVersion(webhook.updated, form.isDirty(), () => begin(valuesOf(webhook)));
  const isBehind = form.isDirty() && version.isBehind;
  const save = useCall("webhooks.update", {
    form,
    changes: ["webhooks.*"],
    done: formText.saved,
    onDone({ name, updated }, input) {
      version.note(updated);
      begin({ ...form.values, headers: form.values.headers.map(kept) });
      if (name === webhook.name || input.name === undefined) return;
      isOver.current = true;
      // The list may not know the new name yet.
      void navigate({
        params: { webhook: webhook.id },
        search: { tab: "settings" },
        replace: true,
      });
    },
  });
  const submit = () =>
    save.mutate({ ...updateInput(webhook, form.values), if_updated: version.seen() });
  return (
    <>
      <WebhookForm
        form={form}
        call={isBehind && isChangedMeanwhile(save.error) ? { ...save, error: null } : save}
        onSubmit={submit}
        meanwhile={isBehind && <ChangedMeanwhile version={version} saving={save} onSave={submit} />}
      />
      {form.isDirty() && (
        <SaveBar
          note={formText.unsaved}
          secondary={{
            label: formText.discard,
            onClick: () => {
              save.reset();
              form.reset();
            },
          }}
          action={formText.save}
          loading={save.isPending}
          onAction={submit}
        />
      )}
      <LeaveGuard when={form.isDirty()} unless={isOver} />
    </>
  );
}

/** What has been saved is not shown again. */
function kept({ name }: WebhookValues["headers"][number]): WebhookValues["headers"][number] {
  return { name, value: null };
}
