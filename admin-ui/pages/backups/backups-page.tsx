import { Alert, Button, Stack } from "@mantine/core";
import { IconArchive, IconPlus, IconUpload } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useRead } from "../../client/use-read.ts";
import { BackupSchedule } from "../../parts/backup-schedule.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { text } from "../../strings.ts";
import { BackupTable } from "./backup-table.tsx";
import { MakeBackup } from "./make-backup.tsx";
import { RestoreBackup } from "./restore/restore-backup.tsx";
import { RestoreNews } from "./restore/restore-news.tsx";
import { useRestore } from "./restore/use-restore.ts";
import { backupsText, makeText, scheduleText, uploadText } from "./strings.ts";
import { UploadBackup } from "./upload-backup.tsx";
import { useWork } from "./use-work.ts";
import { VerifyBackup } from "./verify-backup.tsx";
import { WorkCard } from "./work-card.tsx";

const route = getRouteApi("/backups");

/** The backups that there are, and what is done with them. */
export function BackupsPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/backups" });
  const backups = useRead("backups.list", {});
  const work = useWork();
  const restore = useRestore();
  const isBusy = work !== null || restore.isUnderWay;
  const close = () => void navigate({ search: {} });
  usePaletteActions(
    useMemo(
      () => [
        { label: makeText.title, run: () => void navigate({ search: { do: "make" } }) },
        { label: uploadText.title, run: () => void navigate({ search: { do: "upload" } }) },
      ],
      [navigate],
    ),
  );
  const chosen = backups.data?.items.find(({ key }) => key === search.backup);
  const isMissing = search.backup !== undefined && backups.data !== undefined && !chosen;
  return (
    <Page
      title={backupsText.title}
      description={backupsText.description}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconUpload size={16} />}
            onClick={() => void navigate({ search: { do: "upload" } })}
          >
            {backupsText.upload}
          </Button>
          <Button
            leftSection={<IconPlus size={16} />}
            disabled={isBusy}
            onClick={() => void navigate({ search: { do: "make" } })}
          >
            {backupsText.make}
          </Button>
        </>
      }
    >
      <Stack>
        {isMissing && (
          <Alert
            role="alert"
            variant="default"
            withCloseButton
            closeButtonLabel={text.close}
            onClose={close}
          >
            {backupsText.missing(search.backup ?? "")}
          </Alert>
        )}
        <RestoreNews restore={restore} />
        {work && <WorkCard work={work} />}
        <BackupSchedule>
          {(isSet) => (
            <LinkButton
              size="xs"
              variant="subtle"
              to="/settings/$section"
              params={{ section: "backups" }}
              search={{ setting: "backups.cron" }}
            >
              {isSet ? scheduleText.change : scheduleText.set}
            </LinkButton>
          )}
        </BackupSchedule>
        <Loaded query={backups}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                icon={IconArchive}
                title={backupsText.empty}
                description={backupsText.emptyHint}
              >
                <Button disabled={isBusy} onClick={() => void navigate({ search: { do: "make" } })}>
                  {backupsText.make}
                </Button>
              </EmptyState>
            ) : (
              <BackupTable backups={items} isBusy={isBusy} />
            )
          }
        </Loaded>
      </Stack>
      {search.do === "make" && <MakeBackup onClose={close} />}
      {search.do === "upload" && <UploadBackup onClose={close} />}
      {search.do === "verify" && chosen && <VerifyBackup backup={chosen} onClose={close} />}
      {search.do === "restore" && chosen && (
        <RestoreBackup backup={chosen} restore={restore} onClose={close} />
      )}
    </Page>
  );
}
