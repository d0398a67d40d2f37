import { Group, Paper, Stack, Switch, Text, Title } from "@mantine/core";
import type { SettingDescription } from "../../../src/product.ts";
import { bind, type SettingsForm } from "./bound-setting.ts";
import { SettingInput } from "./setting-input.tsx";
import type { Card } from "./setting-schema.ts";
import { at, type Values } from "./setting-values.ts";
import styles from "./settings.module.css";
import { settingsText } from "./strings.ts";

interface SettingCardProps {
  readonly card: Card;
  /** What stands above already. */
  readonly heading: string;
  readonly form: SettingsForm;
  /** All settings as the server has them. */
  readonly saved: Values;
  readonly sought: string | undefined;
}

/** Settings that belong together. What is switched off as a whole shows no more than that. */
export function SettingCard({ card, heading, form, saved, sought }: SettingCardProps) {
  const { group, master, settings } = card;
  const isOpen =
    master === null ||
    bind(form, master.name).value === true ||
    settings.some(
      ({ name }) =>
        sought === name || Object.keys(form.errors).some((path) => path.startsWith(name)),
    );
  return (
    <Paper className={styles.card}>
      {group && (master || group.title !== heading) && (
        <div
          className={styles.header}
          data-setting={master?.name}
          data-sought={(master !== null && sought === master.name) || undefined}
        >
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xl">
            <Stack gap={1}>
              <Title order={3}>{master?.title ?? group.title}</Title>
              <Text size="xs" c="dimmed">
                {master?.description ?? group.description}
              </Text>
              {master && lockedBy(master, saved) && (
                <Text size="xs">{settingsText.lockedBy(master.variable)}</Text>
              )}
            </Stack>
            {master && <Master master={master} form={form} locked={lockedBy(master, saved)} />}
          </Group>
        </div>
      )}
      {isOpen &&
        settings.map((setting) => (
          <div
            key={setting.name}
            className={styles.setting}
            data-setting={setting.name}
            data-sought={sought === setting.name || undefined}
          >
            <SettingInput
              setting={setting}
              bound={bind(form, setting.name)}
              form={form}
              locked={lockedBy(setting, saved)}
              saved={saved}
            />
          </div>
        ))}
    </Paper>
  );
}

interface MasterProps {
  readonly master: SettingDescription;
  readonly form: SettingsForm;
  readonly locked: boolean;
}

function Master({ master, form, locked }: MasterProps) {
  const { value, error, change } = bind(form, master.name);
  return (
    <Switch
      aria-label={master.title}
      checked={value === true}
      disabled={locked}
      error={error}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}

function lockedBy({ name }: SettingDescription, saved: Values): boolean {
  return (at(saved, "locked") as readonly string[]).includes(name);
}
