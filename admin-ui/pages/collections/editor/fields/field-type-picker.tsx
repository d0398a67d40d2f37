import { Button, Menu, Text, Tooltip } from "@mantine/core";
import { fieldKinds } from "../../../../fields/field-kinds.ts";
import type { FieldDraft, SettingsProps } from "../../../../fields/settings-props.ts";
import { fieldsText } from "../../strings.ts";
import styles from "./fields.module.css";

/** A field's type; it can be chosen until it is stored. */
export function FieldTypePicker({ field, onChange }: Pick<SettingsProps, "field" | "onChange">) {
  const { icon: Icon, label } = fieldKinds[field.type];
  if (field.id !== undefined || field.system) {
    return (
      <Tooltip label={fieldsText.typeStays(label)}>
        <span className={styles.type}>
          <Icon size={17} stroke={1.7} />
          <span>{label}</span>
        </span>
      </Tooltip>
    );
  }
  return (
    <Menu position="bottom-start" width={420} classNames={{ dropdown: styles.types! }}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="light"
          justify="flex-start"
          className={styles.typeButton}
          leftSection={<Icon size={17} stroke={1.7} />}
          aria-label={fieldsText.type(label)}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={fieldsText.chooseType}>
        {(Object.keys(fieldKinds) as FieldDraft["type"][])
          .filter((type) => type !== "password")
          .map((type) => {
            const { icon: TypeIcon, ...kind } = fieldKinds[type];
            return (
              <Menu.Item
                key={type}
                leftSection={<TypeIcon size={18} stroke={1.6} />}
                onClick={() => onChange({ type, ...(type === "autodate" && { onCreate: true }) })}
              >
                {kind.label}
                <Text size="xs" c="dimmed">
                  {kind.description}
                </Text>
              </Menu.Item>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
}
