import { Alert, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconExternalLink, IconRadar2 } from "@tabler/icons-react";
import { useState } from "react";
import type { Output } from "../../../client/operations.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import type { Go } from "../mcp-search.ts";
import { connectText } from "../strings.ts";
import { Step } from "./step.tsx";

type Guide = Output<"mcp.connect">["items"][number];
type Platform = keyof typeof connectText.platforms;

interface ConnectClientProps {
  readonly guide: Guide;
  /** How many the token's agent is shown. */
  readonly tools: number;
  readonly go: Go;
}

/** What connects one client: a link, a command, or lines for its file; whichever it has, best first. */
export function ConnectClient({ guide, tools, go }: ConnectClientProps) {
  const { title, link, command, snippet, config, next, maxTools } = guide;
  const [platform, setPlatform] = useState<Platform>(ownPlatform);
  const file = config[platform] ?? "";
  return (
    <Step number={3} title={connectText.addStep(title)}>
      <Stack gap="lg">
        {maxTools > 0 && tools > maxTools && (
          <Alert color="yellow" icon={<IconAlertTriangle size={18} />}>
            {connectText.tooMany(title, maxTools, tools)}
          </Alert>
        )}
        {link !== "" && (
          <Stack gap="xs" align="flex-start">
            <Text fw={550}>{connectText.byLink}</Text>
            <Button component="a" href={link} leftSection={<IconExternalLink size={16} />}>
              {connectText.open(title)}
            </Button>
          </Stack>
        )}
        {command !== "" && (
          <Stack gap="xs">
            <Text fw={550}>{connectText.byCommand}</Text>
            <CodeBlock code={command} label={connectText.command} />
          </Stack>
        )}
        <Stack gap="xs">
          <Text fw={550}>
            {link === "" && command === "" ? connectText.onlyFile : connectText.byFile}
          </Text>
          {file !== "" && (
            <Group gap="xs" justify="space-between">
              <Text size="sm" c="dimmed" ff="monospace">
                {file}
              </Text>
              {differs(config) && (
                <SegmentedControl
                  size="xs"
                  aria-label={connectText.platform}
                  data={Object.entries(connectText.platforms).map(([value, label]) => ({
                    value,
                    label,
                  }))}
                  value={platform}
                  onChange={(value) => setPlatform(value as Platform)}
                />
              )}
            </Group>
          )}
          <CodeBlock code={snippet} label={connectText.file} />
        </Stack>
        <Group gap="sm">
          <Button
            variant="light"
            leftSection={<IconRadar2 size={16} />}
            onClick={() => go({ tab: "clients" })}
          >
            {connectText.watch}
          </Button>
          <Text c="dimmed">{next}</Text>
        </Group>
      </Stack>
    </Step>
  );
}

function differs(config: Guide["config"]): boolean {
  return new Set(Object.values(config)).size > 1;
}

function ownPlatform(): Platform {
  const { userAgent } = navigator;
  if (userAgent.includes("Windows")) return "windows";
  return userAgent.includes("Mac OS") ? "macos" : "linux";
}
