import { IconRobot } from "@tabler/icons-react";
import { text } from "../strings.ts";
import { LinkButton } from "./links.tsx";

/** From something that an agent did to all that its token does. */
export function ActivityLink({ token }: { token: string }) {
  return (
    <LinkButton
      size="xs"
      variant="default"
      leftSection={<IconRobot size={14} />}
      to="/mcp"
      search={{ tab: "activity", token }}
    >
      {text.tokenActivity}
    </LinkButton>
  );
}
