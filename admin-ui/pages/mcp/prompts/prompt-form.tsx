import { Modal, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useCall } from "../../../client/use-call.ts";
import { ChangedMeanwhile } from "../../../parts/changed-meanwhile.tsx";
import { FormBody } from "../../../parts/form-body.tsx";
import { isChangedMeanwhile } from "../../../parts/shared-draft.ts";
import { useVersion } from "../../../parts/use-version.ts";
import { BlankList } from "./blank-list.tsx";
import type { Blank, Prompt } from "./prompt.ts";
import { promptsText } from "./strings.ts";

interface PromptFormProps {
  /** Absent: a new one. */
  readonly prompt: Prompt | undefined;
  readonly onClose: () => void;
}

/** A prompt's text and what it asks for: its blanks are those that stand in the text. */
export function PromptForm({ prompt, onClose }: PromptFormProps) {
  const form = useForm({ initialValues: valuesOf(prompt) });
  const version = useVersion(prompt?.updated, form.isDirty(), () => {
    form.setInitialValues(valuesOf(prompt));
    form.setValues(valuesOf(prompt));
  });
  const isBehind = form.isDirty() && version.isBehind;
  const save = useCall("prompts.save", {
    form,
    changes: ["prompts.*", "mcp.*"],
    done: promptsText.saved,
    onDone: onClose,
  });
  const { template, blanks } = form.values;
  const asked = blanksOf(template).map(
    (name) => blanks.find((each) => each.name === name) ?? { ...unsaid, name },
  );
  const submit = () => {
    const { name, title, description } = form.values;
    const expected = prompt ? { if_updated: version.seen() } : { only_new: true };
    save.mutate({ name, title, description, template, arguments: asked, ...expected });
  };
  const say = (blank: Blank) =>
    form.setFieldValue("blanks", [...blanks.filter(({ name }) => name !== blank.name), blank]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={prompt ? promptsText.editTitle(prompt.name) : promptsText.newTitle}
      size="lg"
    >
      <FormBody
        onSubmit={form.onSubmit(submit)}
        call={isBehind && isChangedMeanwhile(save.error) ? { ...save, error: null } : save}
        fields={["name", "title", "description", "template"]}
        action={promptsText.save}
        onCancel={onClose}
      >
        {isBehind && <ChangedMeanwhile version={version} saving={save} onSave={submit} />}
        <TextInput
          label={promptsText.name}
          description={promptsText.nameHint}
          placeholder="weekly-report"
          required
          data-autofocus={!prompt}
          disabled={prompt !== undefined}
          autoComplete="off"
          {...form.getInputProps("name")}
        />
        <TextInput label={promptsText.about} {...form.getInputProps("description")} />
        <Textarea
          label={promptsText.template}
          description={promptsText.templateHint}
          required
          autosize
          minRows={5}
          maxRows={16}
          data-autofocus={prompt !== undefined}
          {...form.getInputProps("template")}
        />
        <BlankList blanks={asked} say={say} />
      </FormBody>
    </Modal>
  );
}

function valuesOf(prompt: Prompt | undefined) {
  return {
    name: prompt?.name ?? "",
    title: prompt?.title ?? "",
    description: prompt?.description ?? "",
    template: prompt?.template ?? "",
    // What was said of a blank stays while its braces are being typed anew.
    blanks: prompt?.arguments ?? ([] as Blank[]),
  };
}

const unsaid = { description: "", required: true, completion: "" };

/** The names between double braces, each once; the server looks again. */
function blanksOf(template: string): string[] {
  return [
    ...new Set([...template.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map(([, name = ""]) => name)),
  ];
}
