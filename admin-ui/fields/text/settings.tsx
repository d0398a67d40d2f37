import { NumberOption, TextOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function TextSettings(props: SettingsProps) {
  return (
    <>
      <NumberOption {...props} option="min" label={words.minLength} placeholder={words.noLimit} />
      <NumberOption
        {...props}
        option="max"
        label={words.maxLength}
        placeholder={words.defaultMax("5,000")}
      />
      <TextOption
        {...props}
        option="pattern"
        label={words.pattern}
        description={words.patternHint}
        code
      />
      <TextOption
        {...props}
        option="autogeneratePattern"
        label={words.generated}
        description={words.generatedHint}
        code
      />
    </>
  );
}
