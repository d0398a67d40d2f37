import {
  Button,
  Code,
  Group,
  Modal,
  PasswordInput,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useState } from "react";
import { CodeEditor } from "../../../../parts/code-editor.tsx";
import { CopyText } from "../../../../parts/copy-text.tsx";
import { text } from "../../../../strings.ts";
import { indexesText, signInText as words } from "../../strings.ts";
import type { Draft } from "../draft.ts";

type Provider = NonNullable<NonNullable<Draft["oauth2"]>["providers"]>[number];

interface ProviderFormProps {
  readonly provider: Provider;
  readonly title: string;
  /** It may have a secret that is kept where none is written. */
  readonly isStored: boolean;
  readonly onKeep: (provider: Provider) => void;
  readonly onClose: () => void;
}

export function ProviderForm({ provider, title, isStored, onKeep, onClose }: ProviderFormProps) {
  const [written, setWritten] = useState(provider);
  const input = (name: "clientId" | "displayName" | "authURL" | "tokenURL" | "userInfoURL") => ({
    label: words[name],
    value: written[name] ?? "",
    autoComplete: "off",
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setWritten({ ...written, [name]: event.currentTarget.value }),
  });
  const [extra, setExtra] = useState(() => JSON.stringify(provider.extra ?? {}, null, 2));
  const further = readObject(extra);
  const { pkce = null } = written;
  const redirect = `${location.origin}/api/oauth2-redirect`;
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // It stands in the page's own form in React's eyes.
          event.stopPropagation();
          if (further) onKeep({ ...written, extra: further });
        }}
      >
        <Stack>
          <TextInput {...input("clientId")} required data-autofocus />
          <PasswordInput
            label={words.clientSecret}
            description={words.secretHint}
            placeholder={isStored ? words.secretKept : ""}
            autoComplete="new-password"
            value={written.clientSecret ?? ""}
            onChange={(event) =>
              setWritten({ ...written, clientSecret: event.currentTarget.value })
            }
          />
          <div>
            <Text size="sm" fw={500}>
              {words.redirect}
            </Text>
            <Group gap={4} wrap="nowrap">
              <Code>{redirect}</Code>
              <CopyText value={redirect} />
            </Group>
          </div>
          <TextInput {...input("displayName")} placeholder={title} />
          <TextInput {...input("authURL")} placeholder={words.asKnown} />
          <TextInput {...input("tokenURL")} placeholder={words.asKnown} />
          <TextInput {...input("userInfoURL")} placeholder={words.asKnown} />
          <Select
            label={words.pkce}
            data={[
              { value: "usual", label: words.pkceUsual },
              { value: "yes", label: words.pkceYes },
              { value: "no", label: words.pkceNo },
            ]}
            value={pkce === null ? "usual" : pkce ? "yes" : "no"}
            onChange={(next) =>
              setWritten({ ...written, pkce: next === "usual" ? null : next === "yes" })
            }
          />
          <CodeEditor
            language="json"
            label={words.extra}
            description={words.extraHint}
            minHeight={60}
            value={extra}
            onChange={setExtra}
            error={further === undefined ? words.extraWrong : undefined}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit">{indexesText.keep}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.trim() || "{}");
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    // It is still being typed.
    return undefined;
  }
}
