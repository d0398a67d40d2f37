import { Button, Modal, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useCollections } from "../../../client/use-collections.ts";
import { AccountInput } from "../../../fields/relation/account-input.tsx";
import { recordsText } from "../strings.ts";

interface ViewAsProps {
  readonly onClose: () => void;
  /** `guest`, or `users:ID`. */
  readonly onChoose: (who: string) => void;
}

const { viewAs: words } = recordsText;

/** Chooses through whose eyes to look. */
export function ViewAs({ onClose, onChoose }: ViewAsProps) {
  const { data: collections = [] } = useCollections();
  const auth = collections.filter(({ type, system }) => type === "auth" && !system);
  const [kind, setKind] = useState<"account" | "guest">(auth.length > 0 ? "account" : "guest");
  const [collection, setCollection] = useState(auth[0]?.name ?? "");
  const [id, setId] = useState("");
  const target = auth.find(({ name }) => name === collection);
  return (
    <Modal opened onClose={onClose} title={words.title}>
      <Stack>
        <Text c="dimmed">{words.intro}</Text>
        <SegmentedControl
          aria-label={words.who}
          data={[
            { value: "account", label: words.account, disabled: auth.length === 0 },
            { value: "guest", label: words.guest },
          ]}
          value={kind}
          onChange={(next) => setKind(next as typeof kind)}
        />
        {kind === "account" && auth.length > 1 && (
          <Select
            label={words.collection}
            data={auth.map(({ name }) => name)}
            value={collection}
            onChange={(next) => {
              setCollection(next ?? "");
              setId("");
            }}
          />
        )}
        {kind === "account" && target && (
          <AccountInput collection={target} label={words.account} value={id} onChange={setId} />
        )}
        {auth.length === 0 && <Text size="sm">{words.none}</Text>}
        <Button
          disabled={kind === "account" && id === ""}
          onClick={() => onChoose(kind === "guest" ? "guest" : `${collection}:${id}`)}
        >
          {words.start}
        </Button>
      </Stack>
    </Modal>
  );
}
