import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useRead } from "../../client/use-read.ts";
import { LinkText } from "../../parts/links.tsx";
import { sizeInWords } from "../../parts/size.ts";
import { Time } from "../../parts/time.tsx";
import styles from "./dashboard.module.css";
import { figuresText as words } from "./strings.ts";

/** A line of numbers that an admin looks for, each leading to where there is more. */
export function Figures() {
  const usage = useRead("server.usage", {}, { refetchInterval: 60_000 }).data;
  const clients = useRead("mcp.clients", {}, { refetchInterval: 5_000 }).data;
  const backups = useRead("backups.list", {}, { refetchInterval: 60_000 }).data;
  const [latest] = backups?.items ?? [];
  return (
    <dl className={styles.figures} aria-label={words.label}>
      <Figure name={words.agents}>
        {clients && (
          <LinkText inherit c="inherit" to="/mcp" search={{ tab: "clients" }}>
            {clients.items.length}
          </LinkText>
        )}
      </Figure>
      <Figure name={words.backup}>
        {backups && (
          <LinkText inherit c="inherit" to="/backups">
            {latest ? <Time value={latest.modified.replace(" ", "T")} /> : words.never}
          </LinkText>
        )}
      </Figure>
      <Figure name={words.database}>{usage && sizeInWords(usage.databaseBytes)}</Figure>
      <Figure name={words.files}>
        {usage && (
          <span title={words.fileCount(usage.files.count, usage.files.complete)}>
            {sizeInWords(usage.files.bytes)}
            {!usage.files.complete && "+"}
          </span>
        )}
      </Figure>
      {usage?.freeBytes !== null && (
        <Figure name={words.free}>{usage && sizeInWords(usage.freeBytes ?? 0)}</Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">{children ?? <Skeleton h={20} w={64} mt={4} />}</dd>
    </div>
  );
}
