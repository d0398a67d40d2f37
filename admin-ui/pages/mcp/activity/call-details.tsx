import { Group, Stack, Text } from "@mantine/core";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { LinkText } from "../../../parts/links.tsx";
import { RevokeButton } from "../revoke-button.tsx";
import { activityText } from "../strings.ts";
import type { Call } from "./call.ts";

/** What was asked, what it changed, and the way to stop who asked. */
export function CallDetails({ call }: { call: Call }) {
  const { arguments: given, changed, changedCount, token } = call;
  return (
    <Stack gap="sm" py="xs">
      <Text fw={550}>{activityText.arguments}</Text>
      {given === undefined ? (
        <Text c="dimmed">{activityText.forgotten}</Text>
      ) : (
        <CodeBlock code={JSON.stringify(given, null, 2)} label={activityText.arguments} />
      )}
      {changed.length > 0 && (
        <>
          <Text fw={550}>{activityText.changedRecords}</Text>
          <Group gap="xs">
            {changed.map(({ collection, record, action }) => (
              <LinkText
                key={`${collection}/${record}/${action}`}
                size="sm"
                ff="monospace"
                to="/records/$collection"
                params={{ collection }}
                search={{ record }}
              >
                {action} {collection}/{record}
              </LinkText>
            ))}
            {changedCount > changed.length && (
              <Text size="sm" c="dimmed">
                {activityText.more(changedCount - changed.length)}
              </Text>
            )}
          </Group>
        </>
      )}
      {token !== "" && (
        <Group>
          <RevokeButton id={token} />
        </Group>
      )}
    </Stack>
  );
}
