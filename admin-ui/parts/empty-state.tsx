import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ComponentType, ReactNode } from "react";

interface EmptyStateProps {
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  readonly title: string;
  /** What to do now. */
  readonly description?: ReactNode;
  /** Buttons, a command to copy. */
  readonly children?: ReactNode;
}

/** Where there is nothing yet, or nothing any more. */
export function EmptyState({ icon: Icon, title, description, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py={64} px="md" maw={480} mx="auto" ta="center">
      <ThemeIcon size={48} radius="xl" variant="light">
        <Icon size={24} stroke={1.6} />
      </ThemeIcon>
      <Title order={2}>{title}</Title>
      {description && <Text c="dimmed">{description}</Text>}
      {children}
    </Stack>
  );
}
