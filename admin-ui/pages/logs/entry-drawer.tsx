import { Button, Group, Stack, Text } from "@mantine/core";
import { IconFilter, IconHistory } from "@tabler/icons-react";
import { useRead } from "../../client/use-read.ts";
import { ActivityLink } from "../../parts/activity-link.tsx";
import { CodeBlock } from "../../parts/code-block.tsx";
import { CopiedText } from "../../parts/copied-text.tsx";
import { DetailDrawer } from "../../parts/detail-drawer.tsx";
import { millisecondsInWords } from "../../parts/duration.ts";
import { Facts } from "../../parts/facts.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { exactTime } from "../../parts/time.tsx";
import { Asker } from "./asker.tsx";
import { factsOf, pathOf, type LogItem } from "./log-item.ts";
import type { Go } from "./logs-search.ts";
import { StatusBadge } from "./status-badge.tsx";
import { entryText as words, logsText } from "./strings.ts";

/** All that is known of one entry; undefined: it is closed. */
export function EntryDrawer({ id, go }: { id: string | undefined; go: Go }) {
  return (
    <DetailDrawer id={id} title={words.title} onClose={() => go({ entry: undefined })}>
      {(entry) => <StoredEntry id={entry} go={go} />}
    </DetailDrawer>
  );
}

function StoredEntry({ id, go }: { id: string; go: Go }) {
  const entry = useRead("logs.get", { id });
  return <Loaded query={entry}>{(item) => <Entry item={item} go={go} />}</Loaded>;
}

function Entry({ item, go }: { item: LogItem; go: Go }) {
  const facts = factsOf(item);
  const { type, url, auth, token, call } = facts;
  return (
    <Stack gap="md">
      <Text className="mono" fw={600} style={{ overflowWrap: "anywhere" }}>
        {item.message}
      </Text>
      <Facts facts={pairsOf(item)} />
      <Group gap="xs">
        {call !== "" && (
          <LinkButton
            size="xs"
            variant="default"
            leftSection={<IconHistory size={14} />}
            to="/audit"
            search={{ call }}
          >
            {words.audit}
          </LinkButton>
        )}
        {token !== "" && <ActivityLink token={token} />}
        {type === "request" && (
          <FilterButton
            word={words.samePath}
            onClick={() => go({ path: pathOf(url), entry: undefined, page: undefined })}
          />
        )}
        {type !== "error" && (
          <FilterButton
            word={words.sameWho}
            onClick={() => go({ auth: auth || "guest", entry: undefined, page: undefined })}
          />
        )}
      </Group>
      <Text fw={550}>{words.all}</Text>
      <CodeBlock code={JSON.stringify(item, null, 2)} label={words.copy} />
    </Stack>
  );
}

function FilterButton({ word, onClick }: { word: string; onClick: () => void }) {
  return (
    <Button size="xs" variant="default" leftSection={<IconFilter size={14} />} onClick={onClick}>
      {word}
    </Button>
  );
}

function pairsOf(item: LogItem) {
  const facts = factsOf(item);
  const { type, auth, authId, token, ip, connection, tookMs } = facts;
  return [
    [words.at, exactTime(facts.at)],
    [words.kind, logsText.kinds[type as keyof typeof logsText.kinds] ?? type],
    [words.status, type === "error" ? "" : <StatusBadge facts={facts} />],
    [words.operation, facts.operation && <CopiedText value={facts.operation} />],
    [words.address, facts.url && <CopiedText value={facts.url} />],
    [
      words.who,
      type === "error" ? "" : <WhoAsked auth={auth} id={authId} isToken={token !== ""} />,
    ],
    [words.token, token && <CopiedText value={token} />],
    [words.took, tookMs === null ? "" : millisecondsInWords(tookMs)],
    [words.error, type === "request" && facts.error],
    [words.hint, facts.hint],
    [words.requestId, facts.requestId && <CopiedText value={facts.requestId} />],
    [words.ip, ip + (connection && connection !== ip ? ` ${words.via(connection)}` : "")],
    [words.client, facts.client],
    [words.transport, facts.transport],
    [words.userAgent, facts.userAgent],
    [words.referer, facts.referer],
    [words.id, <CopiedText key="id" value={item.id} />],
  ] as const;
}

function WhoAsked({ auth, id, isToken }: { auth: string; id: string; isToken: boolean }) {
  return (
    <Group gap={8}>
      <Asker auth={auth} isToken={isToken} />
      {id !== "" && !isToken && <CopiedText value={id} />}
    </Group>
  );
}
