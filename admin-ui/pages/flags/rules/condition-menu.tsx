import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { TargetingCondition } from "../../../../src/product.ts";
import { conditionText as words } from "../strings.ts";
import { blankTest } from "./condition-kind.ts";

interface ConditionMenuProps {
  readonly condition: TargetingCondition;
  readonly onChange: (condition: TargetingCondition) => void;
  readonly onRemove: () => void;
}

/** What can be made of a condition: its opposite, a group of it and another, nothing. */
export function ConditionMenu({ condition, onChange, onRemove }: ConditionMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={words.more}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChange({ not: condition })}>{words.negate}</Menu.Item>
        <Menu.Item onClick={() => onChange({ all: [condition, blankTest] })}>
          {words.wrap}
        </Menu.Item>
        <Menu.Item color="red" onClick={onRemove}>
          {words.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
