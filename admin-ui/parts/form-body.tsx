import { Button, Group, Stack } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import type { ClientError } from "../client/client-error.ts";
import { text } from "../strings.ts";
import { Refusal } from "./refusal.tsx";

interface FormBodyProps {
  readonly onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  /** What submitting calls: it is waited for, and its refusal shown. */
  readonly call: { readonly error: ClientError | null; readonly isPending: boolean };
  /** Names that the inputs mark themselves. */
  readonly fields: readonly string[];
  readonly action: string;
  readonly onCancel?: () => void;
  readonly children: ReactNode;
}

/** A small form: its refusal on top, inputs, and the buttons below. */
export function FormBody({ onSubmit, call, fields, action, onCancel, children }: FormBodyProps) {
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <Refusal error={call.error} shown={fields} />
        {children}
        <Group justify="flex-end" gap="xs">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {text.cancel}
            </Button>
          )}
          <Button type="submit" loading={call.isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
