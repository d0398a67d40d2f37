import { Card, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import styles from "./shell.module.css";

interface OutsideProps {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}

/** A small page for those who are not in yet. */
export function Outside({ title, intro, children }: OutsideProps) {
  return (
    <div className={styles.outside}>
      <main>
        <Stack gap="lg">
          <Brand />
          <Card padding="xl">
            <Stack>
              <div>
                <Title order={1}>{title}</Title>
                {intro && (
                  <Text c="dimmed" mt={4}>
                    {intro}
                  </Text>
                )}
              </div>
              {children}
            </Stack>
          </Card>
        </Stack>
      </main>
    </div>
  );
}
