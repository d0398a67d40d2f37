import { Group, Text } from "@mantine/core";
import {
  IconApi,
  IconClock,
  IconKey,
  IconRobot,
  IconServer,
  IconTerminal2,
  IconUser,
} from "@tabler/icons-react";
import { useRead } from "../client/use-read.ts";
import { text } from "../strings.ts";

/** Who did something: a person by their address, an agent by its token's name. */
export function Actor({ actor }: { actor: string }) {
  const { data } = useRead("superusers.list", {}, { enabled: actor.includes("_superusers:") });
  const nameOf = (each: string): string => {
    const [kind = "", rest = ""] = each.split(/:(.*)/s);
    if (kind === "_superusers") return data?.items.find(({ id }) => id === rest)?.email ?? rest;
    if (kind === "mcp" || kind === "token") return rest;
    return text.actors[kind as keyof typeof text.actors] ?? each;
  };
  // Whoever tried a token in the catalog is said beside it.
  const [, own = actor, by] = /^(.*) \(tried by (.*)\)$/s.exec(actor) ?? [];
  const [kind = "", rest = ""] = own.split(/:(.*)/s);
  const Icon = icons[kind] ?? (rest === "" ? IconServer : IconUser);
  return (
    <Group gap={5} wrap="nowrap" title={actor}>
      <Icon size={15} stroke={1.7} />
      <Text size="sm" fw={550}>
        {nameOf(own)}
        {by !== undefined && (
          <Text span inherit fw={400} c="dimmed">
            {text.triedBy(nameOf(by))}
          </Text>
        )}
      </Text>
    </Group>
  );
}

const icons: Readonly<Record<string, typeof IconUser>> = {
  _superusers: IconKey,
  mcp: IconRobot,
  token: IconApi,
  cli: IconTerminal2,
  cron: IconClock,
  guest: IconUser,
};
