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
  const { data } = useRead("superusers.list", {}, { enabled: actor.startsWith("_superusers:") });
  const [kind = "", rest = ""] = actor.split(/:(.*)/s);
  const Icon = icons[kind] ?? (rest === "" ? IconServer : IconUser);
  const superuser = data?.items.find(({ id }) => id === rest)?.email;
  const name =
    kind === "_superusers"
      ? (superuser ?? rest)
      : kind === "mcp" || kind === "token"
        ? rest
        : (text.actors[kind as keyof typeof text.actors] ?? actor);
  return (
    <Group gap={5} wrap="nowrap" title={actor}>
      <Icon size={15} stroke={1.7} />
      <Text size="sm" fw={550}>
        {name}
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
