import { expect, test } from "bun:test";
import { describeSettings } from "../../../src/features/settings/describe-settings.ts";

const { groups, settings } = describeSettings();

test("every setting and every group has words for people", () => {
  const all = [...groups, ...settings];
  expect(all.filter(({ title, description }) => !title || !description)).toEqual([]);
  const host = settings.find(({ name }) => name === "smtp.host");
  expect(host).toMatchObject({ title: "Host", variable: "VAULTBASE_SETTINGS_SMTP_HOST" });
  expect(settings.find(({ name }) => name === "smtp.password")).toMatchObject({ writeOnly: true });
});

test("the entries of a list are described, and so is what values are called", () => {
  const rules = settings.find(({ name }) => name === "rateLimits.rules");
  expect(rules?.entry?.map(({ name }) => name)).toEqual([
    "label",
    "audience",
    "duration",
    "maxRequests",
  ]);
  expect(rules?.entry?.[1]?.named).toHaveProperty("@guest");
});

test("no two settings have one variable", () => {
  expect(new Set(settings.map(({ variable }) => variable)).size).toBe(settings.length);
});
