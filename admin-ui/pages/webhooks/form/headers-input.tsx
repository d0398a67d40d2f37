import { ActionIcon, Button, Group, Input, PasswordInput, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formText } from "../strings.ts";
import type { HeaderLine } from "./webhook-values.ts";

interface HeadersInputProps {
  readonly value: readonly HeaderLine[];
  readonly onChange: (headers: HeaderLine[]) => void;
  readonly error?: ReactNode;
}

/** Headers line by line; values that are stored stay unseen until they are written anew. */
export function HeadersInput({ value, onChange, error }: HeadersInputProps) {
  const set = (index: number, change: Partial<HeaderLine>) =>
    onChange(value.with(index, { ...value[index]!, ...change }));
  return (
    <Input.Wrapper
      label={formText.headers}
      labelElement="div"
      description={formText.headersHint}
      error={error}
    >
      <Stack gap={6} mt={6} align="flex-start">
        {value.map(({ name, value: text }, index) => (
          <Group key={index} gap={6} wrap="nowrap" w="100%">
            <TextInput
              size="xs"
              flex={1}
              aria-label={formText.headerName}
              placeholder="Authorization"
              value={name}
              readOnly={text === null}
              onChange={(event) => set(index, { name: event.currentTarget.value })}
              autoComplete="off"
              spellCheck={false}
            />
            <PasswordInput
              size="xs"
              flex={2}
              aria-label={formText.headerValue(name)}
              placeholder={text === null ? formText.kept : ""}
              value={text ?? ""}
              onChange={(event) => set(index, { value: event.currentTarget.value })}
              autoComplete="new-password"
            />
            <ActionIcon
              size="sm"
              aria-label={formText.removeHeader(name)}
              onClick={() => onChange(value.toSpliced(index, 1))}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          onClick={() => onChange([...value, { name: "", value: "" }])}
        >
          {formText.addHeader}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
