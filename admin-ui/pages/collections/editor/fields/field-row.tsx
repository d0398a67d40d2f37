import { ActionIcon, Badge, Collapse, Menu, TextInput, Tooltip } from "@mantine/core";
import { IconChevronDown, IconCopy, IconLock, IconTrash } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import type { SettingsProps } from "../../../../fields/settings-props.ts";
import { ActionsMenu } from "../../../../parts/actions-menu.tsx";
import { useSortableItem } from "../../../../parts/sortable-list/use-sortable-item.tsx";
import { fieldsText } from "../../strings.ts";
import { FieldOptions } from "./field-options.tsx";
import { FieldSummary } from "./field-summary.tsx";
import { FieldTypePicker } from "./field-type-picker.tsx";
import styles from "./fields.module.css";

interface FieldRowProps extends SettingsProps {
  readonly opened: boolean;
  /** It was just added: its name is typed next. */
  readonly focused: boolean;
  readonly marksNew: boolean;
  readonly onToggle: () => void;
  readonly onNext: () => void;
  readonly onRemove: () => void;
  readonly onDuplicate: () => void;
}

/** One field: handle, type, name, what is special about it, and its settings below. */
export function FieldRow(props: FieldRowProps) {
  const { field, problems, opened, focused, onChange, onToggle, onNext, onRemove } = props;
  const named = fieldsText.nameOf(field.name);
  const { item, handle } = useSortableItem(field.key, named);
  const inside = Object.keys(problems).some((path) => path !== "name");
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    onNext();
  };
  return (
    <li {...item} className={styles.row}>
      <div className={styles.line}>
        {handle}
        <FieldTypePicker field={field} onChange={onChange} />
        <TextInput
          className={styles.name}
          variant="unstyled"
          size="sm"
          aria-label={fieldsText.name}
          placeholder={fieldsText.namePlaceholder}
          value={field.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          onKeyDown={onKeyDown}
          readOnly={field.system === true}
          autoFocus={focused}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          error={problems.name}
          {...(field.system && {
            rightSection: <IconLock size={14} aria-label={fieldsText.system} />,
          })}
        />
        <FieldSummary field={field} marksNew={props.marksNew} />
        {inside && !opened && <Badge color="red">{Object.values(problems)[0]}</Badge>}
        <Tooltip label={fieldsText.settings(named)}>
          <ActionIcon
            aria-label={fieldsText.settings(named)}
            aria-expanded={opened}
            onClick={onToggle}
            className={styles.chevron}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
        </Tooltip>
        <ActionsMenu label={fieldsText.more(named)}>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={props.onDuplicate}>
            {fieldsText.duplicate(named)}
          </Menu.Item>
          <Menu.Item
            color="red"
            disabled={field.system === true}
            leftSection={<IconTrash size={16} />}
            onClick={onRemove}
          >
            {fieldsText.remove(named)}
          </Menu.Item>
        </ActionsMenu>
      </div>
      <Collapse expanded={opened}>
        {opened && <FieldOptions field={field} onChange={onChange} problems={problems} />}
      </Collapse>
    </li>
  );
}
