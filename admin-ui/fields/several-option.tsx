import { Input, SegmentedControl } from "@mantine/core";
import { useId } from "react";
import { NumberOption } from "./settings-parts.tsx";
import type { SettingsProps } from "./settings-props.ts";
import { settingsText as words } from "./settings-strings.ts";

/** One value or a list of them, and then how many at most. `usual`: what several means at first. */
export function SeveralOption({ usual, ...props }: SettingsProps & { readonly usual: number }) {
  const id = useId();
  const { field, onChange } = props;
  const most = typeof field.maxSelect === "number" ? field.maxSelect : 1;
  const several = most > 1;
  return (
    <>
      <Input.Wrapper label={words.howMany} labelElement="div" labelProps={{ id }}>
        <SegmentedControl
          fullWidth
          aria-labelledby={id}
          value={several ? "several" : "one"}
          onChange={(next) => onChange({ maxSelect: next === "one" ? 1 : Math.max(2, usual) })}
          data={[
            { value: "one", label: words.one },
            { value: "several", label: words.several },
          ]}
        />
      </Input.Wrapper>
      {several && <NumberOption {...props} option="maxSelect" label={words.most} none={1} />}
    </>
  );
}
