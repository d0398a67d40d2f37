import { Alert, Button, Group, Paper, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCheck, IconSend } from "@tabler/icons-react";
import { useCall } from "../../../client/use-call.ts";
import { useSession } from "../../../client/use-client.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { Refusal } from "../../../parts/refusal.tsx";
import { settingsText, testText } from "../strings.ts";

/** Shows whether mails leave, and what the mail server says. */
export function TestMail({ isDirty }: { isDirty: boolean }) {
  const session = useSession();
  const { data: collections = [] } = useCollections();
  const form = useForm({
    initialValues: {
      email: session.kind === "out" ? "" : session.who.email,
      template: "verification",
      collection: "_superusers",
    },
  });
  const send = useCall("settings.testEmail", { form });
  return (
    <Paper p="lg">
      <form onSubmit={form.onSubmit((values) => send.mutate(values))}>
        <Stack gap="sm">
          <div>
            <Title order={3}>{testText.mailTitle}</Title>
            <Text size="xs" c="dimmed">
              {testText.mailNote}
            </Text>
          </div>
          <Group align="flex-start" gap="sm">
            <TextInput
              flex="2 1 13rem"
              type="email"
              required
              label={testText.mailTo}
              {...form.getInputProps("email")}
            />
            <Select
              flex="1 1 10rem"
              label={testText.mailTemplate}
              data={Object.entries(testText.templates).map(([value, label]) => ({ value, label }))}
              {...form.getInputProps("template")}
            />
            <Select
              flex="1 1 8rem"
              label={testText.mailOf}
              data={collections.filter(({ type }) => type === "auth").map(({ name }) => name)}
              {...form.getInputProps("collection")}
            />
          </Group>
          <Refusal error={send.error} shown={["email", "template", "collection"]} />
          {send.isSuccess && (
            <Alert role="status" color="green" icon={<IconCheck size={18} />}>
              {testText.mailSent(send.variables.email)} {testText.mailSentHint}
            </Alert>
          )}
          <Group gap="sm">
            <Button
              type="submit"
              variant="default"
              leftSection={<IconSend size={15} />}
              loading={send.isPending}
              disabled={isDirty}
            >
              {testText.mailSend}
            </Button>
            {isDirty && (
              <Text size="xs" c="dimmed">
                {settingsText.saveFirst}
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
