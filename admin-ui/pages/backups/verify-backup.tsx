import { Alert, List, Loader, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useRead } from "../../client/use-read.ts";
import { Facts } from "../../parts/facts.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { dateInWords } from "../../parts/time.tsx";
import type { Backup } from "./backup-table.tsx";
import { verifyText } from "./strings.ts";
import { useVerification } from "./use-work.ts";
import { WorkBar } from "./work-card.tsx";

/** Reads a backup from end to end. */
export function VerifyBackup({ backup, onClose }: { backup: Backup; onClose: () => void }) {
  const report = useRead("backups.verify", { key: backup.key }, { fresh: true });
  const work = useVerification(backup.key, report.isPending);
  return (
    <Modal opened onClose={onClose} title={verifyText.title(backup.key)} size="lg">
      <Loaded
        query={report}
        skeleton={
          <Stack gap={8} role="status" aria-label={verifyText.title(backup.key)}>
            <Text c="dimmed" size="sm">
              {verifyText.reading}
            </Text>
            {work ? <WorkBar work={work} /> : <Loader size="sm" />}
          </Stack>
        }
      >
        {({ created, madeBy, rows, files, problems }) => (
          <Stack>
            {problems.length === 0 ? (
              <Alert role="status" color="green" icon={<IconCheck size={18} />}>
                {verifyText.sound}
              </Alert>
            ) : (
              <Alert
                role="alert"
                color="red"
                icon={<IconAlertTriangle size={18} />}
                title={verifyText.damaged}
              >
                <List size="sm">
                  {problems.map((problem) => (
                    <List.Item key={problem}>{problem}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            <Facts
              facts={[
                [verifyText.created, created === "" ? "–" : dateInWords(created)],
                [verifyText.madeBy, madeBy || "–"],
                [verifyText.rows, rows.toLocaleString("en")],
                [verifyText.files, files.toLocaleString("en")],
              ]}
            />
          </Stack>
        )}
      </Loaded>
    </Modal>
  );
}
