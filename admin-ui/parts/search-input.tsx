import { TextInput, type TextInputProps } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";

interface SearchInputProps extends Omit<TextInputProps, "label" | "onChange"> {
  readonly label: string;
  readonly onChange: (text: string) => void;
}

/** Narrows what is shown below it while somebody types. */
export function SearchInput({ label, onChange, ...props }: SearchInputProps) {
  return (
    <TextInput
      size="xs"
      type="search"
      leftSection={<IconSearch size={14} />}
      aria-label={label}
      placeholder={label}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...props}
    />
  );
}
