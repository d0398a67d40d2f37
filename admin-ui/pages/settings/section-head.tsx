import { Text, Title } from "@mantine/core";
import type { SectionName } from "./sections.ts";
import { settingsText } from "./strings.ts";

export function SectionHead({ section }: { section: SectionName }) {
  const { title, description } = settingsText.sections[section];
  return (
    <header>
      <Title order={2} id={section}>
        {title}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {description}
      </Text>
    </header>
  );
}
