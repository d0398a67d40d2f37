import { Button, Group, Input, PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import type { SettingInputProps } from "../setting-input-props.ts";
import { at, type Values } from "../setting-values.ts";
import { settingsText } from "../strings.ts";
import { row } from "./row.ts";

interface SecretInputProps extends SettingInputProps {
  readonly about: {
    readonly label: string;
    readonly description: string;
    readonly disabled: boolean;
    readonly error: string | undefined;
  };
}

/** A secret is replaced or removed; what it is, nobody is shown. Null: it stays. */
export function SecretInput({ setting, bound, saved, locked, about }: SecretInputProps) {
  const words = settingsText.secret;
  const isSet = (at(saved, "secretsSet") as readonly string[]).includes(setting.name);
  // What has been saved since is no longer being replaced.
  const [replacing, setReplacing] = useState<Values | null>(null);
  const { value, change } = bound;
  const { disabled, ...wrapper } = about;
  if (isSet && (locked || (value === null && replacing !== saved) || value === "")) {
    const removed = value === "";
    return (
      <Input.Wrapper classNames={row} {...wrapper} labelElement="div">
        <Group gap="xs" className={row.wrapper} justify="space-between">
          <Text size="sm" c="dimmed">
            {removed ? words.removed : words.set}
          </Text>
          {!locked && (
            <Group gap={6}>
              {removed ? (
                <Button size="xs" variant="default" onClick={() => change(null)}>
                  {words.keep}
                </Button>
              ) : (
                <>
                  <Button size="xs" variant="default" onClick={() => setReplacing(saved)}>
                    {words.replace}
                  </Button>
                  <Button size="xs" variant="default" onClick={() => change("")}>
                    {words.remove}
                  </Button>
                </>
              )}
            </Group>
          )}
        </Group>
      </Input.Wrapper>
    );
  }
  return (
    <PasswordInput
      classNames={row}
      autoComplete="new-password"
      {...wrapper}
      disabled={disabled}
      autoFocus={replacing === saved}
      value={String(value ?? "")}
      onChange={(event) => change(event.currentTarget.value || null)}
    />
  );
}
