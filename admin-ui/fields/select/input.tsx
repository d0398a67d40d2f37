import { MultiSelect, Select } from "@mantine/core";
import { asList, holdsMany } from "../../client/record.ts";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";
import { fieldsText } from "../strings.ts";

export function SelectInput(props: InputProps) {
  const { field, value, onChange } = props;
  const chosen = asList(value);
  // What is stored may have been taken out of the choices since.
  const data = [...new Set([...asList(field.values), ...chosen])];
  if (holdsMany(field)) {
    return (
      <MultiSelect
        {...frameOf(props)}
        data={data}
        value={[...chosen]}
        onChange={onChange}
        maxValues={Number(field.maxSelect)}
        searchable={data.length > 8}
        clearable
        clearButtonProps={{ "aria-label": fieldsText.clear }}
        hidePickedOptions
      />
    );
  }
  return (
    <Select
      {...frameOf(props)}
      data={data}
      value={chosen[0] ?? null}
      onChange={(next) => onChange(next ?? "")}
      placeholder={fieldsText.choose}
      searchable={data.length > 8}
      clearable={field.required !== true}
      clearButtonProps={{ "aria-label": fieldsText.clear }}
    />
  );
}
