import {
  Fieldset,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  Textarea,
} from "@mantine/core";
import type { KeyboardEvent } from "react";
import { isKnownObject, isWordList, type JsonSchema } from "./json-schema.ts";
import { JsonInput } from "./json-input.tsx";
import styles from "./schema-form.module.css";
import type { SchemaInputProps, SpecialInputs } from "./schema-input-props.ts";
import { schemaText } from "./strings.ts";

type Values = Readonly<Record<string, unknown>>;

/** The properties of an object, one below the other. */
export function SchemaInputs({
  schema,
  path = "",
  value,
  onChange,
  special,
}: {
  readonly schema: JsonSchema;
  readonly path?: string;
  readonly value: Values;
  readonly onChange: (value: Values) => void;
  readonly special: SpecialInputs;
}) {
  return (
    <Stack gap="sm">
      {Object.entries(schema.properties ?? {}).map(([name, each]) => {
        const at = path === "" ? name : `${path}.${name}`;
        const Input = special[at] ?? SchemaInput;
        return (
          <Input
            key={name}
            name={name}
            path={at}
            schema={each}
            required={schema.required?.includes(name) === true}
            value={value[name]}
            onChange={(next) => onChange(withValue(value, name, next))}
            special={special}
          />
        );
      })}
    </Stack>
  );
}

function withValue(values: Values, name: string, value: unknown): Values {
  const { [name]: _, ...rest } = values;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function SchemaInput(props: SchemaInputProps) {
  const { name, path, schema, required, value, onChange, special } = props;
  const frame = {
    label: <span className={styles.name}>{name}</span>,
    description: schema.description,
    withAsterisk: required,
  };
  if (isKnownObject(schema)) {
    return (
      <Fieldset
        legend={
          <span className={styles.name}>
            {name}
            {required && <span className={styles.asterisk}> *</span>}
          </span>
        }
        className={styles.inner}
      >
        <SchemaInputs
          schema={schema}
          path={path}
          value={(value ?? {}) as Values}
          onChange={(next) =>
            onChange(!required && Object.keys(next).length === 0 ? undefined : next)
          }
          special={special}
        />
      </Fieldset>
    );
  }
  if (schema.enum) {
    return (
      <Select
        {...frame}
        data={schema.enum.map(String)}
        value={value === undefined ? null : String(value)}
        onChange={(next) => onChange(schema.enum?.find((each) => String(each) === next))}
        placeholder={defaultOf(schema) || schemaText.leftOut}
        clearable
      />
    );
  }
  if (isWordList(schema)) {
    const list = Array.isArray(value) ? value.map(String) : [];
    const change = (next: string[]) => onChange(next.length === 0 ? undefined : next);
    const choices = schema.items?.enum?.map(String);
    return choices ? (
      <MultiSelect {...frame} data={choices} value={list} onChange={change} hidePickedOptions />
    ) : (
      <TagsInput {...frame} value={list} onChange={change} placeholder={schemaText.words} />
    );
  }
  switch (schema.type) {
    case "boolean":
      return (
        <Select
          {...frame}
          data={["true", "false"]}
          value={typeof value === "boolean" ? String(value) : null}
          onChange={(next) => onChange(next === null ? undefined : next === "true")}
          placeholder={defaultOf(schema) || schemaText.leftOut}
          clearable
        />
      );
    case "integer":
    case "number":
      return (
        <NumberInput
          {...frame}
          allowDecimal={schema.type === "number"}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
          placeholder={defaultOf(schema) || rangeOf(schema)}
        />
      );
    case "string":
      return (
        <Textarea
          {...frame}
          minRows={1}
          maxRows={10}
          placeholder={defaultOf(schema)}
          value={typeof value === "string" ? value : ""}
          onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
          onKeyDown={submitOnEnter}
          autoComplete="off"
        />
      );
    default:
      return <JsonInput {...props} />;
  }
}

/** What holds where nothing is said. */
function defaultOf(schema: JsonSchema): string {
  if (schema.default === undefined) return "";
  return typeof schema.default === "string" ? schema.default : JSON.stringify(schema.default);
}

function rangeOf({ minimum, maximum }: JsonSchema): string {
  if (minimum === undefined) return maximum === undefined ? "" : `≤ ${maximum}`;
  return maximum === undefined ? `≥ ${minimum}` : `${minimum} – ${maximum}`;
}

/** Enter sends, as in a line; Shift+Enter begins another one. */
function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
