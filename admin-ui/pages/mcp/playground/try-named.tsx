import { Stack } from "@mantine/core";
import { useState } from "react";
import { playText } from "../catalog/strings.ts";
import type { PromptEntry, ResourceEntry, TemplateEntry } from "../catalog/catalog-entry.ts";
import { CompletedInput, type CompletionRef } from "./completed-input.tsx";
import { TryForm } from "./try-form.tsx";
import { useQuestion } from "./use-question.ts";

type Values = Readonly<Record<string, string>>;

interface TryNamedProps<Entry> {
  readonly entry: Entry;
  readonly token: { readonly id: string; readonly name: string } | undefined;
}

/** A resource, or one of those that a template stands for, read. */
export function TryResource({ entry, token }: TryNamedProps<ResourceEntry | TemplateEntry>) {
  const [values, setValues] = useState<Values>({});
  const asking = useQuestion(token?.id, () => false);
  const address = entry.kind === "resource" ? entry.resource.uri : entry.template.uriTemplate;
  const uri = address.replaceAll(variable, (whole, name: string) =>
    values[name] ? encodeURIComponent(values[name]) : whole,
  );
  const names = variablesIn(address);
  const question = { method: "resources/read", params: { uri } } as const;
  return (
    <TryForm
      question={question}
      asking={asking}
      action={playText.read}
      asWhom={token?.name}
      isUnreadable={names.some((name) => !values[name])}
      onSubmit={() => asking.mutate(question)}
    >
      <NamedInputs
        of={{ type: "ref/resource", uri: address }}
        inputs={names.map((name) => ({ name, required: true }))}
        values={values}
        tokenId={token?.id}
        onChange={setValues}
      />
    </TryForm>
  );
}

/** A prompt, rendered with live data. */
export function TryPrompt({ entry, token }: TryNamedProps<PromptEntry>) {
  const [values, setValues] = useState<Values>({});
  const asking = useQuestion(token?.id, () => false);
  const { name, arguments: inputs = [] } = entry.prompt;
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const question = { method: "prompts/get", params: { name, arguments: given } } as const;
  return (
    <TryForm
      question={question}
      asking={asking}
      action={playText.render}
      asWhom={token?.name}
      onSubmit={() => asking.mutate(question)}
    >
      <NamedInputs
        of={{ type: "ref/prompt", name }}
        inputs={inputs}
        values={values}
        tokenId={token?.id}
        onChange={setValues}
      />
    </TryForm>
  );
}

const variable = /\{(\w+)\}/g;

export function variablesIn(template: string): string[] {
  return [...template.matchAll(variable)].flatMap(([, name]) => name ?? []);
}

interface NamedInputsProps {
  readonly of: CompletionRef;
  readonly inputs: readonly {
    readonly name: string;
    readonly description?: string | undefined;
    readonly required?: boolean | undefined;
  }[];
  readonly values: Values;
  readonly tokenId: string | undefined;
  readonly onChange: (values: Values) => void;
}

function NamedInputs({ of, inputs, values, tokenId, onChange }: NamedInputsProps) {
  if (inputs.length === 0) return null;
  return (
    <Stack gap="sm">
      {inputs.map(({ name, description, required = false }) => (
        <CompletedInput
          key={name}
          of={of}
          name={name}
          description={description}
          required={required}
          values={values}
          tokenId={tokenId}
          onChange={(value) => onChange({ ...values, [name]: value })}
        />
      ))}
    </Stack>
  );
}
