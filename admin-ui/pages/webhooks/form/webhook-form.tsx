import { Collapse, SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import type { ReactNode } from "react";
import type { ClientError } from "../../../client/client-error.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { completeFilter } from "../../../parts/complete-filter.ts";
import { DisclosureButton } from "../../../parts/disclosure-button.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { InsideNotice } from "../inside-notice.tsx";
import { formText } from "../strings.ts";
import { refusedHost } from "../webhook.ts";
import { EventPicker } from "./event-picker.tsx";
import { readEvents } from "./events.ts";
import { HeadersInput } from "./headers-input.tsx";
import type { WebhookValues } from "./webhook-values.ts";

interface WebhookFormProps {
  readonly form: UseFormReturnType<WebhookValues>;
  readonly call: { readonly error: ClientError | null; readonly isPending: boolean };
  readonly onSubmit: () => void;
  /** What others have saved of it. */
  readonly meanwhile?: ReactNode;
}

const shown = ["name", "url", "events", "filter", "fields", "headers"];

/** Where to, of what, and how. What few need is folded away. */
export function WebhookForm({ form, call, onSubmit, meanwhile }: WebhookFormProps) {
  const { values, errors } = form;
  const isSpecial =
    values.filter !== "" || values.fields !== "" || values.ordered || values.includeHidden;
  const [opened, more] = useDisclosure(isSpecial || values.headers.length > 0);
  useHotkeys([["mod+S", onSubmit]], [], true);
  const problem = typeof errors.url === "string" ? refusedHost(errors.url) : null;
  const isFolded = !opened && !errors.filter && !errors.fields && !errors.headers;
  const isMarked = Object.keys(call.error?.problems ?? {}).some((each) => shown.includes(each));
  return (
    <Stack gap="lg" maw={720}>
      {meanwhile}
      {!call.isPending && !isMarked && <Refusal error={call.error} />}
      <TextInput
        label={formText.name}
        description={formText.nameHint}
        placeholder={formText.namePlaceholder}
        required
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps("name")}
      />
      <TextInput
        label={formText.url}
        description={formText.urlHint}
        placeholder={formText.urlPlaceholder}
        required
        type="url"
        autoComplete="off"
        {...form.getInputProps("url")}
      />
      {problem !== null && (
        <InsideNotice host={problem} onAllowed={() => form.clearFieldError("url")} />
      )}
      <EventPicker
        value={values.events}
        onChange={(events) => form.setFieldValue("events", events)}
        error={errors.events}
      />
      <Switch
        label={formText.enabled}
        description={formText.enabledHint}
        {...form.getInputProps("enabled", { type: "checkbox" })}
      />
      <DisclosureButton isOpen={!isFolded} onToggle={more.toggle}>
        {formText.more}
      </DisclosureButton>
      <Collapse expanded={!isFolded}>
        <Stack gap="lg">
          <FilterInput form={form} />
          <TextInput
            label={formText.fields}
            description={formText.fieldsHint}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps("fields")}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Switch
              label={formText.ordered}
              description={formText.orderedHint}
              {...form.getInputProps("ordered", { type: "checkbox" })}
            />
            <Switch
              label={formText.includeHidden}
              description={formText.includeHiddenHint}
              {...form.getInputProps("includeHidden", { type: "checkbox" })}
            />
          </SimpleGrid>
          <HeadersInput
            value={values.headers}
            onChange={(headers) => form.setFieldValue("headers", headers)}
            error={errors.headers}
          />
        </Stack>
      </Collapse>
    </Stack>
  );
}

/** Completes the fields of the first collection that is named. */
function FilterInput({ form }: { form: WebhookFormProps["form"] }) {
  const { data: collections = [] } = useCollections();
  const { records } = readEvents(
    form.values.events,
    collections.map(({ name }) => name),
  );
  const collection = collections.find(({ name }) => Object.hasOwn(records, name));
  return (
    <CodeEditor
      language="filter"
      singleLine
      label={formText.filter}
      description={formText.filterHint}
      value={form.values.filter}
      onChange={(filter) => form.setFieldValue("filter", filter)}
      complete={(before) => (collection ? completeFilter(before, collection, collections) : [])}
      error={form.errors.filter}
    />
  );
}
