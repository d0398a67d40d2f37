import { ListOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";
import { SeveralOption } from "../several-option.tsx";

export function SelectSettings(props: SettingsProps) {
  const { values } = props.field;
  return (
    <>
      <ListOption
        {...props}
        option="values"
        label={words.choices}
        placeholder={words.choicesHint}
      />
      <SeveralOption {...props} usual={Array.isArray(values) ? values.length : 2} />
    </>
  );
}
