import { Alert, Badge, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { millisecondsInWords } from "../../../parts/duration.ts";
import { sizeInWords } from "../../../parts/size.ts";
import { aboutTokens } from "../../../parts/token-cost.ts";
import { playText } from "../catalog/strings.ts";
import styles from "../catalog/catalog.module.css";
import { partsOf } from "./answer-parts.ts";
import type { Answered } from "./use-question.ts";

type View = keyof typeof playText.views;

/** What an agent would be told, what it costs it, and the same in other shapes. */
export function Answer({ answered }: { answered: Answered }) {
  const [chosen, setView] = useState<View>("text");
  const { isError, texts, images, structured, raw } = partsOf(answered.told);
  const read = texts.join("\n");
  const views: View[] = structured === undefined ? ["text", "raw"] : ["text", "data", "raw"];
  const view = views.includes(chosen) ? chosen : "text";
  return (
    <Stack gap="xs" component="section" aria-label={playText.answer}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Badge color={isError ? "red" : "green"}>
            {isError ? playText.failed : playText.worked}
          </Badge>
          <Text size="xs" c="dimmed" className="number">
            {playText.cost(
              sizeInWords(byteLength(read)),
              aboutTokens(read),
              millisecondsInWords(answered.ms),
            )}
          </Text>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={playText.view}
          data={views.map((value) => ({ value, label: playText.views[value] }))}
          value={view}
          onChange={(next) => setView(next as View)}
        />
      </Group>
      {isError && view === "text" ? (
        <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} />}>
          <Text component="pre" className={styles.said}>
            {read}
          </Text>
        </Alert>
      ) : (
        <CodeBlock
          wrap={view === "text"}
          label={playText.views[view]}
          code={view === "text" ? read : pretty(view === "data" ? structured : raw)}
        />
      )}
      {images.map((source) => (
        <img key={source} src={source} alt={playText.image} className={styles.image} />
      ))}
    </Stack>
  );
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function byteLength(text: string): number {
  return new Blob([text]).size;
}
