import type { PlaceInPage } from "../../shell/nav-entry.ts";
import { sectionNames, sectionOf } from "./sections.ts";
import { allGroups, allSettings } from "./setting-schema.ts";
import { settingsText } from "./strings.ts";

/** Every section and every setting, for the palette. */
export function settingPlaces(): readonly PlaceInPage[] {
  const sections = sectionNames.map((section) => ({
    label: settingsText.sections[section].title,
    description: settingsText.title,
    keywords: [settingsText.sections[section].description],
    path: `/settings/${section}`,
    search: {},
  }));
  const settings = allSettings.map(({ name, title, description, variable }) => ({
    label: title,
    description: whereabouts(name),
    keywords: [name, description, variable],
    path: `/settings/${sectionOf(name)}`,
    search: { setting: name },
  }));
  return [...sections, ...settings];
}

/** `Settings / Mail / Mail server` */
function whereabouts(name: string): string {
  const section = settingsText.sections[sectionOf(name)].title;
  const group = allGroups.findLast((each) => name.startsWith(`${each.name}.`))?.title;
  return [settingsText.title, section, group === section ? undefined : group]
    .filter((each) => each !== undefined)
    .join(" / ");
}
