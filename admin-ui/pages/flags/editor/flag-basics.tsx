import { SegmentedControl, SimpleGrid, Input, Stack, Switch, TextInput } from "@mantine/core";
import type { FlagType } from "../../../../src/product.ts";
import { withType, type FlagDraft } from "../draft.ts";
import { ValueInput } from "../rules/value-input.tsx";
import { editorText, flagsText } from "../strings.ts";

interface FlagBasicsProps {
  readonly draft: FlagDraft;
  readonly isNew: boolean;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<FlagDraft>) => void;
}

/** What a flag is, apart from its rules. Its key and type are chosen once. */
export function FlagBasics({ draft, isNew, problems, onChange }: FlagBasicsProps) {
  const { type } = draft;
  return (
    <Stack gap="md">
      {isNew && (
        <>
          <TextInput
            label={flagsText.key}
            description={editorText.keyHint}
            placeholder={editorText.keyPlaceholder}
            required
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={draft.key}
            onChange={(event) => onChange({ key: event.currentTarget.value })}
            error={problems.key}
          />
          <Input.Wrapper
            label={flagsText.type}
            description={editorText.typeHint}
            labelElement="div"
          >
            <SegmentedControl
              size="xs"
              mt={5}
              display="flex"
              w="fit-content"
              aria-label={flagsText.type}
              value={type}
              onChange={(next) => onChange(withType(draft, next as FlagType))}
              data={Object.entries(flagsText.types).map(([value, label]) => ({ value, label }))}
            />
          </Input.Wrapper>
        </>
      )}
      <TextInput
        label={editorText.help}
        placeholder={editorText.helpPlaceholder}
        value={draft.help}
        onChange={(event) => onChange({ help: event.currentTarget.value })}
        error={problems.help}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Switch
          label={editorText.enabled}
          description={editorText.enabledHint}
          checked={draft.enabled}
          onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
        />
        <Switch
          label={editorText.public}
          description={editorText.publicHint}
          checked={draft.public}
          onChange={(event) => onChange({ public: event.currentTarget.checked })}
        />
      </SimpleGrid>
      <Input.Wrapper
        label={editorText.default}
        description={editorText.defaultHint}
        labelElement="div"
        descriptionProps={{ mb: 5 }}
        maw={type === "json" ? undefined : 320}
      >
        <ValueInput
          key={type}
          type={type}
          label={editorText.default}
          value={draft.default}
          onChange={(value) => onChange({ default: value })}
          error={problems.default}
        />
      </Input.Wrapper>
    </Stack>
  );
}
