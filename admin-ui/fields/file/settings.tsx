import { ListOption, NumberOption, SwitchOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";
import { SeveralOption } from "../several-option.tsx";

export function FileSettings(props: SettingsProps) {
  return (
    <>
      <SeveralOption {...props} usual={10} />
      <NumberOption
        {...props}
        option="maxSize"
        label={words.maxSize}
        placeholder={words.defaultMax("5 MB")}
      />
      <ListOption
        {...props}
        option="mimeTypes"
        label={words.mimeTypes}
        description={words.mimeTypesHint}
        suggestions={usual}
      />
      <ListOption {...props} option="thumbs" label={words.thumbs} description={words.thumbsHint} />
      <SwitchOption
        {...props}
        option="protected"
        label={words.protected}
        description={words.protectedHint}
      />
    </>
  );
}

const usual = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "image/svg+xml",
  "application/pdf",
  "text/csv",
  "text/plain",
  "video/mp4",
  "audio/mpeg",
] as const;
