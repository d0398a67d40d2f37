import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconShieldHalf } from "@tabler/icons-react";
import { useCall } from "../../client/use-call.ts";
import { useRead } from "../../client/use-read.ts";
import { confirm } from "../../parts/confirm.tsx";
import { insideText } from "./strings.ts";

interface InsideNoticeProps {
  readonly host: string;
  readonly onAllowed?: () => void;
}

/** Why a host in the own network is refused, and how to allow it. */
export function InsideNotice({ host, onAllowed }: InsideNoticeProps) {
  const settings = useRead("settings.get", {}, { fresh: true });
  const allow = useCall("settings.set", {
    changes: ["settings.*"],
    done: insideText.allowed(host),
    onDone: () => onAllowed?.(),
  });
  // The answer's schema leaves the settings open.
  const known = settings.data as
    { readonly outgoing?: { readonly privateHosts?: readonly string[] } } | undefined;
  const hosts = known?.outgoing?.privateHosts ?? [];
  return (
    <Alert color="yellow" icon={<IconShieldHalf size={18} />} title={insideText.title(host)}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{insideText.text}</Text>
        <Button
          size="xs"
          variant="default"
          loading={allow.isPending}
          disabled={!settings.data}
          onClick={() =>
            confirm({
              title: insideText.allowTitle(host),
              message: insideText.allowText,
              action: insideText.allow(host),
              onConfirm: () =>
                allow.mutate({ outgoing: { privateHosts: [...new Set([...hosts, host])] } }),
            })
          }
        >
          {insideText.allow(host)}
        </Button>
      </Stack>
    </Alert>
  );
}
