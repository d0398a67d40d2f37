import { Badge, Group } from "@mantine/core";
import { mcpText } from "../strings.ts";
import { presetOf } from "./presets.ts";

/** What a token may do: by the name people know where there is one, and exactly when pointed at. */
export function ScopeBadges({ scopes }: { scopes: readonly string[] }) {
  const preset = presetOf(scopes);
  const names = preset ? [mcpText.presets[preset].title] : scopes;
  const isMighty = scopes.includes("admin");
  return (
    <Group gap={4} title={scopes.join(", ")}>
      {names.map((name) => (
        <Badge key={name} color={isMighty ? "orange" : "gray"}>
          {name}
        </Badge>
      ))}
    </Group>
  );
}
