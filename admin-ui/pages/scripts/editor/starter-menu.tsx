import { Anchor, Menu } from "@mantine/core";
import { confirm } from "../../../parts/confirm.tsx";
import { editorText } from "../strings.ts";
import type { Starter } from "./starter.ts";

interface StarterMenuProps {
  readonly starters: readonly Starter[];
  readonly onChoose: (source: string) => void;
}

/** Examples in place of what is there. */
export function StarterMenu({ starters, onChoose }: StarterMenuProps) {
  if (starters.length === 0) return null;
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Anchor component="button" type="button" size="xs">
          {editorText.examples}
        </Anchor>
      </Menu.Target>
      <Menu.Dropdown>
        {starters.map(({ title, source }) => (
          <Menu.Item
            key={title}
            onClick={() =>
              confirm({
                title: editorText.replaceTitle,
                message: editorText.replaceText,
                action: editorText.replace,
                onConfirm: () => onChoose(source),
              })
            }
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
