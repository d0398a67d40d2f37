import { Button, Code, Group } from "@mantine/core";
import { IconBug, IconCompass } from "@tabler/icons-react";
import { text } from "../strings.ts";
import { EmptyState } from "./empty-state.tsx";
import { LinkButton } from "./links.tsx";

/** A page that threw: the rest of the shell stays usable. */
export function PageBroken({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <EmptyState icon={IconBug} title={text.broken} description={text.brokenHint}>
      <Code block>{error.message}</Code>
      <Group gap="xs" justify="center">
        {retry && (
          <Button variant="default" onClick={retry}>
            {text.retry}
          </Button>
        )}
        <Button onClick={() => window.location.reload()}>{text.reload}</Button>
      </Group>
    </EmptyState>
  );
}

export function PageMissing() {
  return (
    <EmptyState icon={IconCompass} title={text.notFound} description={text.notFoundHint}>
      <LinkButton to="/">{text.back}</LinkButton>
    </EmptyState>
  );
}
