import { Select, TagsInput } from "@mantine/core";
import { useState } from "react";
import type { TargetingOperator } from "../../../../src/product.ts";
import styles from "../flags.module.css";
import { conditionText } from "../strings.ts";
import { KindMenu, type LiteralKind } from "./kind-menu.tsx";
import { LiteralInput } from "./literal-input.tsx";

interface OperandInputProps {
  readonly operator: TargetingOperator;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error?: string | undefined;
}

const ordered: readonly LiteralKind[] = ["text", "number"];

/** What an operator compares with: one value, two, some, or nothing but yes and no. */
export function OperandInput({ operator, value, onChange, error }: OperandInputProps) {
  const label = conditionText.value;
  switch (operator) {
    case "exists":
      return (
        <Select
          size="xs"
          aria-label={label}
          data={[
            { value: "true", label: conditionText.yes },
            { value: "false", label: conditionText.no },
          ]}
          value={String(value ?? true)}
          onChange={(next) => onChange(next === "true")}
        />
      );
    case "in":
    case "not_in":
      return <ListInput value={value} onChange={onChange} error={error} />;
    case "between": {
      const [low, high] = Array.isArray(value) ? (value as unknown[]) : [];
      return (
        <div className={styles.between}>
          <LiteralInput
            label={conditionText.lowest}
            kinds={ordered}
            value={low}
            onChange={(next) => onChange([next, high ?? ""])}
            error={error}
          />
          <LiteralInput
            label={conditionText.highest}
            kinds={ordered}
            value={high}
            onChange={(next) => onChange([low ?? "", next])}
          />
        </div>
      );
    }
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return <LiteralInput {...{ label, value, onChange, error }} kinds={ordered} />;
    case "starts_with":
    case "ends_with":
    case "regex":
      return <LiteralInput {...{ label, value, onChange, error }} kinds={["text"]} />;
    case "eq":
    case "neq":
    case "contains":
      return <LiteralInput {...{ label, value, onChange, error }} />;
  }
}

/** Texts or numbers; what holds anything else is JSON. */
function ListInput({ value, onChange, error }: Omit<OperandInputProps, "operator">) {
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  const [areNumbers, setNumbers] = useState(
    list.length > 0 && list.every((each) => typeof each === "number"),
  );
  if (list.some((each) => typeof each !== "number" && typeof each !== "string")) {
    return (
      <LiteralInput
        label={conditionText.value}
        kinds={["json"]}
        value={value}
        onChange={onChange}
        error={error}
      />
    );
  }
  const read = (texts: readonly string[], asNumbers: boolean) =>
    texts.map((text) => (asNumbers && Number.isFinite(Number(text)) ? Number(text) : text));
  return (
    <div className={styles.literal}>
      <TagsInput
        size="xs"
        aria-label={conditionText.list}
        styles={{ inputField: { minWidth: 30 } }}
        {...(list.length === 0 && { placeholder: conditionText.list })}
        value={list.map(String)}
        onChange={(texts) => onChange(read(texts, areNumbers))}
        error={error}
      />
      <KindMenu
        kind={areNumbers ? "number" : "text"}
        kinds={ordered}
        onChange={(next) => {
          setNumbers(next === "number");
          onChange(read(list.map(String), next === "number"));
        }}
      />
    </div>
  );
}
