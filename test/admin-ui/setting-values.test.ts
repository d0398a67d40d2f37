import { expect, test } from "bun:test";
import {
  afterSave,
  changesOf,
  undoOf,
  valuesOf,
} from "../../admin-ui/pages/settings/setting-values.ts";
import { describeSettings } from "../../src/features/settings/describe-settings.ts";

const settings = describeSettings().settings.filter(({ name }) => name.startsWith("smtp."));
const given = { smtp: { enabled: false, host: "old.example.com", port: 587, tls: false } };
const before = valuesOf(settings, given);
const typed = { smtp: { ...(before.smtp as object), host: "new.example.com", password: "hush" } };

test("only what was changed is sent, and a secret only where it was typed", () => {
  expect(changesOf(settings, before, before)).toBeNull();
  expect(changesOf(settings, before, typed)).toEqual({
    smtp: { host: "new.example.com", password: "hush" },
  });
});

test("what was typed while it was saved stays, all else is as the server has it", () => {
  const sent = { smtp: { host: "new.example.com" } };
  const saved = { smtp: { ...given.smtp, host: "new.example.com", port: 25 } };
  const later = { smtp: { ...typed.smtp, password: null, tls: true } };
  const { smtp } = afterSave(settings, { before, typed: later, sent, saved });
  expect(smtp).toMatchObject({ host: "new.example.com", port: 25, tls: true, password: null });
});

test("a change is taken back by what was there, unless that was a secret", () => {
  expect(undoOf(settings, before, { smtp: { host: "new.example.com" } })).toEqual({
    smtp: { host: "old.example.com" },
  });
  expect(undoOf(settings, before, { smtp: { password: "hush" } })).toBeNull();
});
