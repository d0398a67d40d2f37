import { Checkbox, Stack, Text } from "@mantine/core";
import { signInText as words } from "../../strings.ts";
import type { EditorProps } from "../editor-props.ts";
import styles from "./auth.module.css";
import { SecondsInput } from "./seconds-input.tsx";

const kinds = [
  "authToken",
  "fileToken",
  "verificationToken",
  "passwordResetToken",
  "emailChangeToken",
] as const;

export function TokensSection({ draft, onChange, problems }: EditorProps) {
  return (
    <section className={styles.section} aria-label={words.tokens}>
      <div>
        <Text fw={580}>{words.tokens}</Text>
        <Text size="sm" c="dimmed">
          {words.tokensHint}
        </Text>
      </div>
      <div className={styles.grid}>
        {kinds.map((kind) => {
          const token = draft[kind];
          return (
            <Stack key={kind} gap={6}>
              <SecondsInput
                label={words.tokenNames[kind]}
                value={token?.duration}
                onChange={(duration) => onChange({ [kind]: { ...token, duration } })}
                error={problems[`${kind}.duration`]}
              />
              {draft.id !== undefined && (
                <Checkbox
                  size="xs"
                  label={words.endAll}
                  checked={Boolean(token?.secret)}
                  onChange={(event) => {
                    const { secret: _, ...kept } = token ?? {};
                    const fresh = event.currentTarget.checked && { secret: newSecret() };
                    onChange({ [kind]: { ...kept, ...fresh } });
                  }}
                />
              )}
            </Stack>
          );
        })}
      </div>
    </section>
  );
}

/** What tokens of the kind were signed with is replaced, so that none of them holds any more. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(25));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
