import { NumberInput } from "@mantine/core";
import { signInText } from "../../strings.ts";

interface SecondsInputProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (seconds: number) => void;
  readonly error: string | undefined;
}

/** Seconds, and beside them what that is. */
export function SecondsInput({ label, value, onChange, error }: SecondsInputProps) {
  return (
    <NumberInput
      label={label}
      min={0}
      allowDecimal={false}
      value={value ?? ""}
      onChange={(next) => onChange(Number(next))}
      error={error}
      rightSectionWidth={110}
      rightSectionPointerEvents="none"
      rightSection={value ? <span>{signInText.seconds(sayDuration(value))}</span> : null}
    />
  );
}

/** `5 days`; with one place after the point where it is no whole number. */
function sayDuration(seconds: number): string {
  const units = [
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
  ] as const;
  const [size, name] = units.find(([each]) => seconds >= each) ?? [1, "second"];
  const count = Math.round((seconds / size) * 10) / 10;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
