import { DateTimePicker } from "@mantine/dates";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";
import { fieldsText } from "../strings.ts";

/** Chosen in the reader's time zone, kept in UTC, which stands below. */
export function DatePicker(props: InputProps) {
  const { value, onChange } = props;
  const at = new Date(String(value ?? "").replace(" ", "T"));
  const isDate = !Number.isNaN(at.getTime());
  const frame = frameOf(props);
  return (
    <DateTimePicker
      {...frame}
      clearable
      maw={280}
      valueFormat="D MMM YYYY, HH:mm"
      clearButtonProps={{ "aria-label": fieldsText.clear }}
      description={frame.description ?? (isDate && fieldsText.utc(utcText(at)))}
      value={isDate ? at : null}
      onChange={(chosen) => onChange(chosen === null ? "" : utcText(new Date(chosen)))}
    />
  );
}

/** As dates are stored. */
function utcText(at: Date): string {
  return at.toISOString().replace("T", " ");
}
