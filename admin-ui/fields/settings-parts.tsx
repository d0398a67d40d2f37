import { NumberInput, Switch, TagsInput, TextInput } from "@mantine/core";
import type { SettingsProps } from "./settings-props.ts";

interface OptionProps extends SettingsProps {
  /** The option's name in the field. */
  readonly option: string;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
}

/** `none`: what the option is where nothing is written. */
export function NumberOption({
  none = 0,
  onlyWhole = true,
  ...props
}: OptionProps & { readonly none?: 0 | 1 | null; readonly onlyWhole?: boolean }) {
  const { field, option, onChange } = props;
  const value = field[option];
  return (
    <NumberInput
      {...frameOf(props)}
      allowDecimal={!onlyWhole}
      {...(none !== null && { min: 0 })}
      value={typeof value === "number" && value !== none ? value : ""}
      onChange={(next) => onChange({ [option]: typeof next === "number" ? next : none })}
    />
  );
}

export function TextOption({ code, ...props }: OptionProps & { readonly code?: boolean }) {
  const { field, option, onChange } = props;
  return (
    <TextInput
      {...frameOf(props)}
      {...(code && { ff: "monospace", styles: { input: { fontFamily: "inherit" } } })}
      value={String(field[option] ?? "")}
      onChange={(event) => onChange({ [option]: event.currentTarget.value })}
      autoComplete="off"
    />
  );
}

export function SwitchOption(props: OptionProps) {
  const { field, option, label, description, onChange } = props;
  return (
    <Switch
      label={label}
      description={description}
      checked={field[option] === true}
      onChange={(event) => onChange({ [option]: event.currentTarget.checked })}
      error={problemOf(props)}
    />
  );
}

/** Several short texts: Enter or a comma ends each. */
export function ListOption({
  suggestions = [],
  ...props
}: OptionProps & { readonly suggestions?: readonly string[] }) {
  const { field, option, onChange } = props;
  const value = field[option];
  return (
    <TagsInput
      {...frameOf(props)}
      value={Array.isArray(value) ? (value as string[]) : []}
      onChange={(next) => onChange({ [option]: next })}
      data={[...suggestions]}
      splitChars={[","]}
      acceptValueOnBlur
    />
  );
}

/** Below an option may be its parts: `values.2`. */
function problemOf({ option, problems }: OptionProps): string | undefined {
  const found = Object.entries(problems).filter(
    ([path]) => path === option || path.startsWith(`${option}.`),
  );
  return found.length > 0 ? found.map(([, problem]) => problem).join(" ") : undefined;
}

function frameOf(props: OptionProps) {
  const { label, description, placeholder } = props;
  return { label, description, placeholder, error: problemOf(props) };
}
