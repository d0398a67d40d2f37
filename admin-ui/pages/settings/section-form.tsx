import { Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useHotkeys } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useCall } from "../../client/use-call.ts";
import { LeaveGuard } from "../../parts/leave-guard.tsx";
import { offerUndo } from "../../parts/offer-undo.tsx";
import { Refusal } from "../../parts/refusal.tsx";
import { SaveBar } from "../../parts/save-bar.tsx";
import { text } from "../../strings.ts";
import type { SettingsForm } from "./bound-setting.ts";
import { Aside } from "./parts/aside.tsx";
import type { SectionName } from "./sections.ts";
import { SettingCard } from "./setting-card.tsx";
import { cardsOf, settingsOf } from "./setting-schema.ts";
import { afterSave, at, changesOf, undoOf, valuesOf, type Values } from "./setting-values.ts";
import { settingsText } from "./strings.ts";

interface SectionFormProps {
  readonly section: SectionName;
  readonly given: Values;
  /** The setting that somebody looks for. */
  readonly sought: string | undefined;
}

/** A section's settings, saved together: only what was changed is sent. */
export function SectionForm({ section, given, sought }: SectionFormProps) {
  const cards = useMemo(() => cardsOf(section), [section]);
  const settings = useMemo(() => settingsOf(cards), [cards]);
  const [saved, setSaved] = useState(given);
  const before = useMemo(() => valuesOf(settings, saved), [settings, saved]);
  const form: SettingsForm = useForm({ initialValues: { ...before } });
  const queries = useQueryClient();
  const body = useRef<HTMLFormElement>(null);
  const save = useCall("settings.set", {
    form,
    changes: ["security.check", "crons.list", "server.info"],
    onDone(output: Values, input: Values) {
      const back = undoOf(settings, before, input);
      if (back) offerUndo(settingsText.saved, () => save.mutate(back));
      else notifications.show({ message: settingsText.saved, color: "green" });
      queries.setQueryData(["settings.get", {}], output);
      setSaved(output);
      const typed = form.values;
      form.setValues({ ...afterSave(settings, { before, typed, sent: input, saved: output }) });
      form.clearErrors();
    },
  });
  const changes = changesOf(settings, before, form.values);
  const submit = () => {
    if (changes && !save.isPending) save.mutate(changes);
  };
  useHotkeys([["mod+S", submit]], [], true);
  useEffect(() => {
    if (sought) reveal(body.current, sought);
  }, [sought]);

  const problems = Object.keys(save.error?.problems ?? {});
  const marked = problems.filter((path) =>
    settings.some(({ name }) => path === name || path.startsWith(`${name}.`)),
  );
  return (
    <Stack gap="lg">
      <form
        ref={body}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <LeaveGuard when={changes !== null} samePage />
        <Stack>
          <Refusal error={save.error} shown={marked} />
          {cards.map((card) => (
            <SettingCard
              key={card.group?.name ?? card.settings[0]?.name}
              card={card}
              heading={settingsText.sections[section].title}
              form={form}
              saved={saved}
              sought={sought}
            />
          ))}
          {changes && (
            <SaveBar
              note={settingsText.unsaved(
                settings.filter(({ name }) => at(changes, name) !== undefined).length,
              )}
              secondary={{
                label: settingsText.discard,
                onClick: () => {
                  form.setValues({ ...before });
                  form.clearErrors();
                  save.reset();
                },
              }}
              action={text.save}
              loading={save.isPending}
            />
          )}
        </Stack>
      </form>
      <Aside section={section} form={form} isDirty={changes !== null} />
    </Stack>
  );
}

/** Brings a setting into sight, and the cursor into it. */
function reveal(body: HTMLElement | null, name: string): void {
  const place = body?.querySelector<HTMLElement>(`[data-setting="${CSS.escape(name)}"]`);
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true });
}
