import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconBraces, IconHash, IconLetterT, IconToggleLeft } from "@tabler/icons-react";
import { conditionText } from "../strings.ts";

export type LiteralKind = keyof typeof conditionText.kinds;

interface KindMenuProps {
  readonly kind: LiteralKind;
  readonly kinds: readonly LiteralKind[];
  readonly onChange: (kind: LiteralKind) => void;
}

/** Which kind of value is written: `"5"` and `5` are not the same. */
export function KindMenu({ kind, kinds, onChange }: KindMenuProps) {
  const Icon = icons[kind];
  const label = conditionText.kind(conditionText.kinds[kind]);
  return (
    <Menu width={140}>
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon variant="default" size={30} aria-label={label} style={{ flex: "none" }}>
            <Icon size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((each) => {
          const EachIcon = icons[each];
          return (
            <Menu.Item
              key={each}
              leftSection={<EachIcon size={15} stroke={1.7} />}
              onClick={() => onChange(each)}
            >
              {conditionText.kinds[each]}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

const icons: Readonly<Record<LiteralKind, typeof IconHash>> = {
  text: IconLetterT,
  number: IconHash,
  bool: IconToggleLeft,
  json: IconBraces,
};
