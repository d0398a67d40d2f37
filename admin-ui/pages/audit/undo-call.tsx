import { Button, List, Text } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { asClientError } from "../../client/client-error.ts";
import { notifyOfError, useCall } from "../../client/use-call.ts";
import { useClient } from "../../client/use-client.ts";
import { confirm } from "../../parts/confirm.tsx";
import { callText as words } from "./strings.ts";

/** Tries first whether it can be undone, says what comes of it, and asks. */
export function UndoCall({ call }: { call: string }) {
  const client = useClient();
  const [isTrying, setIsTrying] = useState(false);
  const undo = useCall("history.undo", {
    changes: ["records.*", "history.*", "audit.*", "collections.counts"],
    done: ({ undone }) => words.undone(undone),
  });
  const attempt = async () => {
    setIsTrying(true);
    try {
      const { undone, notes } = await client.call("history.undo", { call }, { dryRun: true });
      confirm({
        title: words.undoTitle,
        message: (
          <>
            <Text>{words.undoText(undone)}</Text>
            {notes.length > 0 && (
              <List size="sm" mt="xs">
                {notes.map((note) => (
                  <List.Item key={note}>{note}</List.Item>
                ))}
              </List>
            )}
          </>
        ),
        action: words.undo,
        onConfirm: () => undo.mutate({ call }),
      });
    } catch (thrown) {
      notifyOfError(asClientError(thrown));
    } finally {
      setIsTrying(false);
    }
  };
  return (
    <Button
      size="xs"
      variant="light"
      leftSection={<IconArrowBackUp size={14} />}
      loading={isTrying || undo.isPending}
      onClick={() => void attempt()}
    >
      {words.undo}
    </Button>
  );
}
