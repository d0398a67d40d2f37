import { ActionIcon, Button, Group, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import styles from "../flags.module.css";
import { LiteralInput } from "../rules/literal-input.tsx";
import { evaluatorText as words } from "../strings.ts";
import type { Somebody } from "./use-somebody.ts";

interface SomebodyFormProps {
  readonly somebody: Somebody;
  /** What the rules ask for. */
  readonly asked: readonly string[];
  readonly onChange: (somebody: Somebody) => void;
}

/** Somebody's attributes, line by line; those that rules ask for are a click away. */
export function SomebodyForm({ somebody, asked, onChange }: SomebodyFormProps) {
  const [name, setName] = useState("");
  const missing = asked.filter((each) => !Object.hasOwn(somebody, each));
  const add = (attribute: string) => onChange({ ...somebody, [attribute]: "" });
  return (
    <Stack gap={6}>
      {Object.entries(somebody).map(([attribute, value]) => (
        <div key={attribute} className={styles.attribute}>
          <span className={styles.attributeName} title={attribute}>
            {attribute}
          </span>
          <LiteralInput
            label={words.value(attribute)}
            value={value}
            onChange={(next) => onChange({ ...somebody, [attribute]: next })}
          />
          <ActionIcon
            size="sm"
            aria-label={words.remove(attribute)}
            onClick={() => {
              const { [attribute]: _, ...rest } = somebody;
              onChange(rest);
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {missing.length > 0 && (
        <Group gap={4}>
          {missing.map((each) => (
            <Button
              key={each}
              size="compact-xs"
              variant="light"
              leftSection={<IconPlus size={12} />}
              aria-label={words.addNamed(each)}
              onClick={() => add(each)}
            >
              {each}
            </Button>
          ))}
        </Group>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "" || Object.hasOwn(somebody, name.trim())) return;
          add(name.trim());
          setName("");
        }}
      >
        <TextInput
          size="xs"
          aria-label={words.add}
          placeholder={words.add}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          spellCheck={false}
        />
      </form>
    </Stack>
  );
}
