import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useRead } from "../../../client/use-read.ts";
import { bind, type SettingsForm } from "../bound-setting.ts";
import { securityText } from "../strings.ts";

/** Where the server sees this browser, which is what these settings go by. */
export function ProxyFacts({ form }: { form: SettingsForm }) {
  const health = useRead("health.check", {});
  const { realIP, possibleProxyHeader: header } = (health.data?.data ?? {}) as {
    realIP?: string;
    possibleProxyHeader?: string;
  };
  if (!realIP) return null;
  const addresses = bind(form, "superuserIPs");
  const headers = bind(form, "trustedProxy.headers");
  const isNew = !(addresses.value as readonly string[]).includes(realIP);
  return (
    <Paper p="lg">
      <Stack gap="sm">
        <Group justify="space-between">
          <Text size="sm">{securityText.youComeFrom(realIP)}</Text>
          {isNew && (
            <Button
              size="xs"
              variant="default"
              onClick={() => addresses.change([...(addresses.value as string[]), realIP])}
            >
              {securityText.addYours}
            </Button>
          )}
        </Group>
        {header && !(headers.value as readonly string[]).includes(header) && (
          <Group justify="space-between">
            <Text size="sm" maw={480}>
              {securityText.proxy(header)} {securityText.trustHint}
            </Text>
            <Button
              size="xs"
              variant="default"
              onClick={() => headers.change([...(headers.value as string[]), header])}
            >
              {securityText.trust(header)}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
