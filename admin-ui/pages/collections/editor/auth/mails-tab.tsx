import { Button, Code, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useCall } from "../../../../client/use-call.ts";
import { useSession } from "../../../../client/use-client.ts";
import { useRead } from "../../../../client/use-read.ts";
import { CodeEditor } from "../../../../parts/code-editor.tsx";
import { Refusal } from "../../../../parts/refusal.tsx";
import { mailsText as words } from "../../strings.ts";
import type { Draft } from "../draft.ts";
import type { EditorProps } from "../editor-props.ts";
import styles from "./auth.module.css";

type TemplateName = keyof typeof words.templates;
interface Template {
  readonly subject?: string;
  readonly body?: string;
}

/** The mails that a collection's people get, beside what they look like. */
export function MailsTab({ draft, onChange, problems }: EditorProps) {
  const [name, setName] = useState<TemplateName>("verificationTemplate");
  const template = templateIn(draft, name);
  const write = (change: Template) => {
    const next = { ...template, ...change };
    const inside = name === "otp" || name === "authAlert";
    onChange({ [name]: inside ? { ...draft[name], emailTemplate: next } : next });
  };
  const path = name === "otp" || name === "authAlert" ? `${name}.emailTemplate` : name;
  return (
    <Stack gap="lg">
      <SegmentedControl
        className={styles.which!}
        aria-label={words.which}
        value={name}
        onChange={(next) => setName(next as TemplateName)}
        data={Object.entries(words.templates).map(([value, label]) => ({ value, label }))}
      />
      <div className={styles.mail}>
        <Stack>
          <TextInput
            label={words.subject}
            value={template.subject ?? ""}
            onChange={(event) => write({ subject: event.currentTarget.value })}
            error={problems[`${path}.subject`]}
          />
          <CodeEditor
            key={name}
            language="text"
            label={words.body}
            value={template.body ?? ""}
            onChange={(body) => write({ body })}
            error={problems[`${path}.body`]}
            minHeight={240}
          />
          <Group gap={6}>
            <Text size="xs" c="dimmed">
              {words.placeholders}
            </Text>
            {placeholders[name].map((each) => (
              <Code key={each}>{each}</Code>
            ))}
          </Group>
        </Stack>
        <Preview draft={draft} name={name} template={template} />
      </div>
    </Stack>
  );
}

interface PreviewProps {
  readonly draft: Draft;
  readonly name: TemplateName;
  readonly template: Template;
}

function Preview({ draft, name, template }: PreviewProps) {
  const [subject] = useDebouncedValue(template.subject ?? "", 300);
  const [body] = useDebouncedValue(template.body ?? "", 300);
  const preview = useRead(
    "settings.previewEmail",
    { subject, body, ...(draft.id !== undefined && { collection: draft.id }) },
    { keepPrevious: true },
  );
  const session = useSession();
  const email = session.kind === "out" ? "" : session.who.email;
  const send = useCall("settings.testEmail", { done: words.testSent(email) });
  if (preview.error) return <Refusal error={preview.error} />;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {words.preview}
        </Text>
        {draft.id !== undefined && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconSend size={14} />}
            title={words.sendTestHint}
            loading={send.isPending}
            onClick={() => send.mutate({ email, template: wireNames[name], collection: draft.id! })}
          >
            {words.sendTest}
          </Button>
        )}
      </Group>
      <Text fw={580}>{preview.data?.subject}</Text>
      <iframe
        className={styles.preview}
        title={words.previewOf(words.templates[name])}
        sandbox=""
        srcDoc={preview.data?.html ?? ""}
      />
    </Stack>
  );
}

function templateIn(draft: Draft, name: TemplateName): Template {
  const found = name === "otp" || name === "authAlert" ? draft[name]?.emailTemplate : draft[name];
  return found ?? {};
}

const links = ["{APP_NAME}", "{APP_URL}", "{TOKEN}", "{RECORD:email}"] as const;
const placeholders: Readonly<Record<TemplateName, readonly string[]>> = {
  verificationTemplate: links,
  resetPasswordTemplate: links,
  confirmEmailChangeTemplate: links,
  otp: ["{APP_NAME}", "{APP_URL}", "{OTP}", "{OTP_ID}", "{RECORD:email}"],
  authAlert: ["{APP_NAME}", "{APP_URL}", "{ALERT_INFO}", "{RECORD:email}"],
};

/** What a test mail calls them. */
const wireNames: Readonly<Record<TemplateName, string>> = {
  verificationTemplate: "verification",
  resetPasswordTemplate: "password-reset",
  confirmEmailChangeTemplate: "email-change",
  otp: "otp",
  authAlert: "login-alert",
};
