import type { SettingDescription, SettingGroup } from "../../../src/product.ts";
import { orderOf, sectionOf, type SectionName } from "./sections.ts";
import { settingsText } from "./strings.ts";

/** The settings as the product describes them: the build puts it here. */
declare const SETTINGS: {
  readonly groups: readonly SettingGroup[];
  readonly settings: readonly SettingDescription[];
};

export const { groups: allGroups, settings: allSettings } = SETTINGS;

/** Settings that stand together; `group` is null for one that stands alone. */
export interface Card {
  readonly group: SettingGroup | null;
  /** What all of it hangs on, where there is such a switch. */
  readonly master: SettingDescription | null;
  readonly settings: readonly SettingDescription[];
}

export function cardsOf(section: SectionName): readonly Card[] {
  const here = allSettings
    .filter(({ name }) => sectionOf(name) === section)
    .toSorted((a, b) => orderOf(a.name) - orderOf(b.name));
  const names = new Set(here.map(({ name }) => groupOf(name) || name));
  const apart: Readonly<Record<string, Pick<SettingGroup, "title" | "description">>> =
    settingsText.cards;
  return [...names].map((each) => {
    const group = allGroups.find(({ name }) => name === each);
    const all = here.filter(({ name }) => name === each || groupOf(name) === each);
    const master = all.find(({ name }) => name === `${each}.enabled`) ?? null;
    return {
      group: group ? { ...group, ...apart[`${section} ${each}`] } : null,
      master,
      settings: all.filter((setting) => setting !== master),
    };
  });
}

export function settingsOf(cards: readonly Card[]): readonly SettingDescription[] {
  return cards.flatMap(({ master, settings }) => (master ? [master, ...settings] : settings));
}

function groupOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(".")));
}
