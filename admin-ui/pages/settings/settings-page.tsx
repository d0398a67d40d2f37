import { useParams, useSearch } from "@tanstack/react-router";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { PageMissing } from "../../parts/page-trouble.tsx";
import { EncryptionState } from "./parts/encryption-state.tsx";
import { EnvironmentTable } from "./parts/environment-table.tsx";
import { SectionForm } from "./section-form.tsx";
import { SectionHead } from "./section-head.tsx";
import { SectionNav } from "./section-nav.tsx";
import { sectionNames, type SectionName } from "./sections.ts";
import type { Values } from "./setting-values.ts";
import styles from "./settings.module.css";
import { settingsText } from "./strings.ts";

/** Every setting, by section; a section has an address, and so has a setting in it. */
export function SettingsPage() {
  const { section: named } = useParams({ strict: false });
  const { setting } = useSearch({ strict: false });
  const section = sectionNames.find((each) => each === (named ?? "application"));
  const settings = useRead("settings.get", {}, { fresh: true });
  if (!section) return <PageMissing />;
  return (
    <Page title={settingsText.title} description={settingsText.description}>
      <div className={styles.page}>
        <SectionNav section={section} />
        <section aria-labelledby={section}>
          <SectionHead section={section} />
          <Loaded query={settings}>
            {(given) => <Section section={section} given={given} sought={setting} />}
          </Loaded>
        </section>
      </div>
    </Page>
  );
}

interface SectionProps {
  readonly section: SectionName;
  readonly given: Values;
  readonly sought: string | undefined;
}

function Section({ section, given, sought }: SectionProps) {
  if (section === "encryption") return <EncryptionState />;
  if (section === "environment") return <EnvironmentTable settings={given} />;
  return <SectionForm key={section} section={section} given={given} sought={sought} />;
}
