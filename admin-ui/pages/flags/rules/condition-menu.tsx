import { Menu } from "@mantine/core";
import type { TargetingCondition } from "../../../../src/product.ts";
import { ActionsMenu } from "../../../parts/actions-menu.tsx";
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
    <ActionsMenu label={words.more} size="sm">
      <Menu.Item onClick={() => onChange({ not: condition })}>{words.negate}</Menu.Item>
      <Menu.Item onClick={() => onChange({ all: [condition, blankTest] })}>{words.wrap}</Menu.Item>
      <Menu.Item color="red" onClick={onRemove}>
        {words.remove}
      </Menu.Item>
    </ActionsMenu>
  );
}
