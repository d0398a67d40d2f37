import { ActionIcon, Group, Select, Text } from "@mantine/core";
import { IconSettings, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useRead } from "../../../../client/use-read.ts";
import { signInText as words } from "../../strings.ts";
import type { EditorProps } from "../editor-props.ts";
import { AddProvider } from "./add-provider.tsx";
import { AuthSection } from "./auth-section.tsx";
import styles from "./auth.module.css";
import { ProviderForm } from "./provider-form.tsx";
import { ProviderLogo } from "./provider-logo.tsx";

const mapped = ["id", "name", "username", "avatarURL"] as const;

/** Where else people may have an account already. */
export function OAuth2Section({ draft, onChange, problems }: EditorProps) {
  const { oauth2 } = draft;
  const known = useRead("oauth2.providers", {}).data?.items ?? [];
  const [opened, setOpened] = useState<number | null>(null);
  const providers = oauth2?.providers ?? [];
  const setProviders = (next: typeof providers) =>
    onChange({ oauth2: { ...oauth2, providers: next } });
  const provider = opened === null ? undefined : providers[opened];
  const knownAs = (name: string) => known.find((each) => each.name === name);
  return (
    <AuthSection
      title={words.oauth2}
      hint={words.oauth2Hint}
      enabled={oauth2?.enabled ?? false}
      onToggle={(enabled) => onChange({ oauth2: { ...oauth2, enabled } })}
      problem={problems.oauth2 ?? problems["oauth2.providers"]}
    >
      <div className={styles.wide}>
        {providers.length === 0 && (
          <Text size="sm" c="dimmed">
            {words.noProviders}
          </Text>
        )}
        <div className={providers.length > 0 ? styles.providers : undefined}>
          {providers.map(({ name, displayName }, position) => {
            const label = displayName || knownAs(name)?.displayName || name;
            const wrong = Object.entries(problems).find(([path]) =>
              path.startsWith(`oauth2.providers.${position}.`),
            )?.[1];
            return (
              <div key={name} className={styles.provider}>
                <ProviderLogo svg={knownAs(name)?.logo} />
                <Text fw={550} flex={1}>
                  {label}
                </Text>
                {wrong && (
                  <Text size="sm" c="red">
                    {wrong}
                  </Text>
                )}
                <ActionIcon
                  aria-label={words.providerSettings(label)}
                  onClick={() => setOpened(position)}
                >
                  <IconSettings size={16} />
                </ActionIcon>
                <ActionIcon
                  aria-label={words.removeProvider(label)}
                  onClick={() => setProviders(providers.toSpliced(position, 1))}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </div>
            );
          })}
        </div>
        <Group mt="sm">
          <AddProvider
            known={known.filter(({ name }) => !providers.some((each) => each.name === name))}
            onAdd={(name) => {
              setProviders([...providers, { name }]);
              setOpened(providers.length);
            }}
          />
        </Group>
      </div>
      <div className={styles.wide}>
        <Text fw={550}>{words.mapped}</Text>
        <Text size="xs" c="dimmed">
          {words.mappedHint}
        </Text>
      </div>
      {mapped.map((name) => (
        <Select
          key={name}
          label={words.mappedNames[name]}
          clearable
          allowDeselect
          placeholder={words.nowhere}
          data={draft.fields.flatMap((field) =>
            field.system || field.name === "" ? [] : [field.name],
          )}
          value={oauth2?.mappedFields?.[name] || null}
          onChange={(field) =>
            onChange({
              oauth2: { ...oauth2, mappedFields: { ...oauth2?.mappedFields, [name]: field ?? "" } },
            })
          }
          error={problems[`oauth2.mappedFields.${name}`]}
        />
      ))}
      {provider && opened !== null && (
        <ProviderForm
          provider={provider}
          title={knownAs(provider.name)?.displayName ?? provider.name}
          isStored={draft.id !== undefined}
          onKeep={(next) => {
            setProviders(providers.with(opened, next));
            setOpened(null);
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </AuthSection>
  );
}
