import { Button } from "@mantine/core";
import { IconBan } from "@tabler/icons-react";
import { useCall } from "../../client/use-call.ts";
import { mcpText } from "./strings.ts";

/** One click, no question: who watches an agent go astray has no time for one. */
export function RevokeButton({ id }: { id: string }) {
  const revoke = useCall("tokens.revoke", {
    changes: ["tokens.*", "mcp.*"],
    done: mcpText.revoked,
  });
  return (
    <Button
      size="xs"
      color="red"
      variant="light"
      leftSection={<IconBan size={15} />}
      loading={revoke.isPending}
      onClick={() => revoke.mutate({ id })}
    >
      {mcpText.revoke}
    </Button>
  );
}
