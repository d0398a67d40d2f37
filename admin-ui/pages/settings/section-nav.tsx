import { Select } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { sectionNames, sectionOf, sections, type SectionName } from "./sections.ts";
import { allGroups, allSettings } from "./setting-schema.ts";
import styles from "./settings.module.css";
import { settingsText } from "./strings.ts";

/** The sections, and a way to a setting whose section nobody knows. */
export function SectionNav({ section }: { section: SectionName }) {
  const navigate = useNavigate();
  const links = useRef<HTMLElement>(null);
  // On a phone they stand in a line that is longer than the screen.
  useEffect(() => {
    const here = links.current?.querySelector("[aria-current]");
    here?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [section]);
  return (
    <div className={styles.side}>
      <Select
        size="xs"
        searchable
        value={null}
        aria-label={settingsText.find}
        placeholder={settingsText.find}
        nothingFoundMessage={settingsText.findNothing}
        leftSection={<IconSearch size={14} />}
        rightSection={null}
        data={choices()}
        comboboxProps={{ width: 300, position: "bottom-start" }}
        onChange={(setting) => {
          if (setting === null) return;
          const params = { section: sectionOf(setting) };
          void navigate({ to: "/settings/$section", params, search: { setting } });
        }}
      />
      <nav ref={links} className={styles.sections} aria-label={settingsText.navigation}>
        {sectionNames.map((name) => {
          const Icon = sections[name];
          return (
            <Link
              key={name}
              to="/settings/$section"
              params={{ section: name }}
              className={styles.section}
              aria-current={name === section ? "page" : undefined}
            >
              <Icon size={16} stroke={1.7} />
              {settingsText.sections[name].title}
            </Link>
          );
        })}
      </nav>
    </div>
  );
}

/** By section; a title that says little alone has its group before it. */
function choices() {
  return sectionNames.map((name) => ({
    group: settingsText.sections[name].title,
    items: allSettings
      .filter((setting) => sectionOf(setting.name) === name)
      .map((setting) => {
        const group = allGroups.findLast((each) => setting.name.startsWith(`${each.name}.`));
        const label = group ? `${group.title}: ${setting.title}` : setting.title;
        return { value: setting.name, label };
      }),
  }));
}
