import { NumberInput, Select, TextInput } from "@mantine/core";
import { conditionText } from "../strings.ts";
import { Unreadable } from "../draft.ts";
import { JsonInput } from "./json-input.tsx";
import { KindMenu, type LiteralKind } from "./kind-menu.tsx";
import styles from "../flags.module.css";

interface LiteralInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly kinds?: readonly LiteralKind[];
  readonly error?: string | undefined;
}

const everyKind: readonly LiteralKind[] = ["text", "number", "bool", "json"];

/** A value that may be a text, a number, a yes or no, or JSON. */
export function LiteralInput(props: LiteralInputProps) {
  const { label, value, onChange, kinds = everyKind, error } = props;
  const kind = kindOf(value);
  return (
    <div className={styles.literal}>
      {kind === "text" && (
        <TextInput
          size="xs"
          aria-label={label}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={error}
        />
      )}
      {kind === "number" && (
        <NumberInput
          size="xs"
          aria-label={label}
          value={value as number}
          onChange={(next) => onChange(next === "" ? 0 : next)}
          error={error}
        />
      )}
      {kind === "bool" && (
        <Select
          size="xs"
          aria-label={label}
          data={[
            { value: "true", label: conditionText.yes },
            { value: "false", label: conditionText.no },
          ]}
          value={String(value)}
          onChange={(next) => onChange(next === "true")}
        />
      )}
      {kind === "json" && (
        <JsonInput singleLine label={label} value={value} onChange={onChange} error={error} />
      )}
      {kinds.length > 1 && (
        <KindMenu kind={kind} kinds={kinds} onChange={(next) => onChange(converted(value, next))} />
      )}
    </div>
  );
}

function kindOf(value: unknown): LiteralKind {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "bool";
  return value === undefined || typeof value === "string" ? "text" : "json";
}

function converted(value: unknown, kind: LiteralKind): unknown {
  const text = value instanceof Unreadable ? value.text : String(value ?? "");
  switch (kind) {
    case "text":
      return text;
    case "number":
      return Number.isFinite(Number(text)) ? Number(text) : 0;
    case "bool":
      return text === "true";
    case "json":
      return typeof value === "object" ? value : [value];
  }
}
