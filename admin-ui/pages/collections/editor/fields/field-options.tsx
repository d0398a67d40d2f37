import { Group, Switch, TextInput } from "@mantine/core";
import { settings } from "../../../../fields/settings.ts";
import type { SettingsProps } from "../../../../fields/settings-props.ts";
import { fieldsText } from "../../strings.ts";
import styles from "./fields.module.css";

/** Its type's settings, and what all fields have. */
export function FieldOptions(props: SettingsProps) {
  const { field, onChange, problems } = props;
  const TypeSettings = settings[field.type];
  const hints = fieldsText.requiredHints;
  const hint = field.type === "bool" || field.type === "number" ? hints[field.type] : hints.other;
  const toggle = (option: string, label: string, description: string) => (
    <Switch
      label={label}
      description={description}
      checked={field[option] === true}
      onChange={(event) => onChange({ [option]: event.currentTarget.checked })}
      disabled={field.system === true && option !== "presentable"}
    />
  );
  return (
    <div className={styles.options}>
      <div className={styles.grid}>
        <TypeSettings {...props} />
      </div>
      <Group gap="xl" align="flex-start">
        {field.type !== "autodate" && toggle("required", fieldsText.required, hint)}
        {toggle("hidden", fieldsText.hidden, fieldsText.hiddenHint)}
        {toggle("presentable", fieldsText.presentable, fieldsText.presentableHint)}
      </Group>
      <TextInput
        label={fieldsText.help}
        description={fieldsText.helpHint}
        value={String(field.help ?? "")}
        onChange={(event) => onChange({ help: event.currentTarget.value })}
        error={problems.help}
      />
    </div>
  );
}
