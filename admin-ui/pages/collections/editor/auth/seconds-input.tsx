import { NumberInput } from "@mantine/core";
import { secondsInWords } from "../../../../parts/duration.ts";
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
      rightSection={value ? <span>{signInText.seconds(secondsInWords(value))}</span> : null}
    />
  );
}
