import { BackupSchedule } from "../../../parts/backup-schedule.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import type { SettingsForm } from "../bound-setting.ts";
import type { SectionName } from "../sections.ts";
import { schedulesText } from "../strings.ts";
import { ProxyFacts } from "./proxy-facts.tsx";
import { TestMail } from "./test-mail.tsx";
import { TestStorage } from "./test-storage.tsx";

interface AsideProps {
  readonly section: SectionName;
  readonly form: SettingsForm;
  readonly isDirty: boolean;
}

/** What stands below a section's settings: trying them out, and what they are to do with. */
export function Aside({ section, form, isDirty }: AsideProps) {
  switch (section) {
    case "mail":
      return <TestMail isDirty={isDirty} />;
    case "storage":
      return <TestStorage form={form} filesystem="storage" isDirty={isDirty} />;
    case "backups":
      return (
        <>
          <TestStorage form={form} filesystem="backups" isDirty={isDirty} />
          <BackupSchedule>
            {() => (
              <LinkButton size="xs" variant="subtle" to="/backups">
                {schedulesText.see}
              </LinkButton>
            )}
          </BackupSchedule>
        </>
      );
    case "security":
      return <ProxyFacts form={form} />;
    default:
      return null;
  }
}
