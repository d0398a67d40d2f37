import { SegmentedControl, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { confirm } from "../../../parts/confirm.tsx";
import { readJsonObject } from "../../../parts/json-object.ts";
import { isUnreadable } from "../../../parts/schema-form/json-input.tsx";
import type { JsonSchema } from "../../../parts/schema-form/json-schema.ts";
import { SchemaInputs } from "../../../parts/schema-form/schema-input.tsx";
import { effectOf, type ToolEntry } from "../catalog/catalog-entry.ts";
import { catalogText, playText } from "../catalog/strings.ts";
import { TryForm } from "./try-form.tsx";
import { useQuestion } from "./use-question.ts";
import { useSpecialInputs } from "./use-special-inputs.tsx";

interface TryToolProps {
  readonly entry: ToolEntry;
  /** What the form is made from: the tool's own, or with more said. */
  readonly schema: JsonSchema;
  readonly token: { readonly id: string; readonly name: string } | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** A tool, called with what a form made from its schema holds. */
export function TryTool({ entry, schema, token }: TryToolProps) {
  const { tool } = entry;
  const effect = effectOf(tool);
  const { dry_run: dryRun, ...properties } = schema.properties ?? {};
  const [values, setValues] = useState<Values>({});
  const [isDry, setDry] = useState(dryRun !== undefined && effect === "destroy");
  const [text, setText] = useState<string | null>(null);
  const special = useSpecialInputs(entry.collection);
  const asking = useQuestion(token?.id, () => effect !== "read" && !isDry);
  const isBroken = isUnreadable(values) || (text !== null && readJsonObject(text) === null);
  const given = { ...values, ...(dryRun && isDry && { dry_run: true }) };
  const question = { method: "tools/call", params: { name: tool.name, arguments: given } } as const;
  const isDangerous = effect === "destroy" && !isDry;
  const submit = () => {
    if (!isDangerous) return asking.mutate(question);
    confirm({
      title: playText.confirmTitle(tool.name),
      message: playText.confirmText,
      action: playText.call,
      onConfirm: () => asking.mutate(question),
    });
  };
  return (
    <TryForm
      question={question}
      asking={asking}
      action={dryRun && isDry ? playText.tryOut : playText.call}
      asWhom={token?.name}
      isDangerous={isDangerous}
      isUnreadable={isBroken}
      onSubmit={submit}
      options={
        dryRun && (
          <Switch
            label={playText.dryRun}
            title={playText.dryRunHint}
            checked={isDry}
            onChange={({ currentTarget }) => setDry(currentTarget.checked)}
          />
        )
      }
    >
      <SegmentedControl
        size="xs"
        aria-label={playText.shape}
        style={{ alignSelf: "flex-end" }}
        data={[
          { value: "form", label: playText.form },
          { value: "json", label: playText.json },
        ]}
        value={text === null ? "form" : "json"}
        disabled={isBroken}
        onChange={(next) => setText(next === "json" ? JSON.stringify(values, null, 2) : null)}
      />
      {text !== null ? (
        <CodeEditor
          language="json"
          label={playText.arguments}
          hideLabel
          minHeight={120}
          maxHeight={420}
          value={text}
          error={readJsonObject(text) === null ? playText.noJson : undefined}
          onSubmit={submit}
          onChange={(next) => {
            setText(next);
            setValues(readJsonObject(next) ?? values);
          }}
        />
      ) : Object.keys(properties).length === 0 ? (
        <Text c="dimmed">{catalogText.noArguments}</Text>
      ) : (
        <SchemaInputs
          schema={{ ...schema, properties }}
          value={values}
          onChange={setValues}
          special={special}
        />
      )}
    </TryForm>
  );
}
