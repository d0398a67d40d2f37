import { Menu } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useState } from "react";
import { useCall } from "../../client/use-call.ts";
import { ActionsMenu } from "../../parts/actions-menu.tsx";
import { confirm } from "../../parts/confirm.tsx";
import { DeleteItem } from "../../parts/delete-item.tsx";
import { text } from "../../strings.ts";
import { SecretOnce } from "./secret-once.tsx";
import { webhooksText as words } from "./strings.ts";
import type { Webhook } from "./webhook.ts";

/** What can be done with a webhook as a whole. */
export function WebhookMenu({ webhook, onDeleted }: { webhook: Webhook; onDeleted?: () => void }) {
  const { id, name } = webhook;
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useCall("webhooks.update", {
    changes: ["webhooks.*"],
    onDone: (output) => setSecret(output.secret),
  });
  const remove = useCall("webhooks.delete", {
    changes: ["webhooks.*"],
    done: words.deleted(name),
    onDone: () => onDeleted?.(),
  });
  return (
    <>
      <ActionsMenu label={text.actionsFor(name)} size="lg">
        <Menu.Item
          leftSection={<IconKey size={16} />}
          onClick={() =>
            confirm({
              title: words.rotateTitle,
              message: words.rotateText,
              action: words.rotate,
              onConfirm: () => rotate.mutate({ webhook: id, rotateSecret: true }),
            })
          }
        >
          {words.rotate}
        </Menu.Item>
        <Menu.Divider />
        <DeleteItem
          label={words.delete}
          title={words.deleteTitle(name)}
          message={words.deleteText}
          word={name}
          onConfirm={() => remove.mutate({ webhook: id })}
        />
      </ActionsMenu>
      {secret !== null && <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
