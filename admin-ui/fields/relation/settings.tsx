import { Select } from "@mantine/core";
import { useCollections } from "../../client/use-collections.ts";
import { NumberOption, SwitchOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";
import { SeveralOption } from "../several-option.tsx";

export function RelationSettings(props: SettingsProps) {
  const { field, onChange, problems } = props;
  const { data = [] } = useCollections();
  const several = typeof field.maxSelect === "number" && field.maxSelect > 1;
  return (
    <>
      <Select
        label={words.target}
        placeholder={words.targetHint}
        searchable
        required
        // Where it leads is for good: the ids in its rows are of that collection.
        disabled={field.id !== undefined}
        data={data
          .filter(({ system, type }) => !system && type !== "view")
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={typeof field.collectionId === "string" ? field.collectionId : null}
        onChange={(collectionId) => onChange({ collectionId })}
        error={problems.collectionId}
      />
      <SeveralOption {...props} usual={999} />
      {several && (
        <NumberOption
          {...props}
          option="minSelect"
          label={words.fewest}
          placeholder={words.noLimit}
        />
      )}
      <SwitchOption
        {...props}
        option="cascadeDelete"
        label={words.cascade}
        description={words.cascadeHint}
      />
    </>
  );
}
