import { Button, Text } from "@mantine/core";
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconInfoCircle,
  IconShieldCheck,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useRead } from "../../client/use-read.ts";
import { Loaded } from "../../parts/loaded.tsx";
import styles from "./dashboard.module.css";
import { findingPlace, findingTab, type Finding } from "./finding-place.ts";
import { Part } from "./part.tsx";
import { findingsText as words } from "./strings.ts";

const few = 4;

/** What the security check says, the worst first, each leading to where it is mended. */
export function Findings() {
  const check = useRead("security.check", {});
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Part title={words.title}>
      <Loaded query={check}>
        {({ findings }) => {
          if (findings.length === 0) {
            return (
              <Text c="dimmed" className={styles.good}>
                <IconShieldCheck size={17} /> {words.none}
              </Text>
            );
          }
          const more = findings.length - few;
          return (
            <>
              <ul className={styles.findings}>
                {findings.slice(0, isOpen ? undefined : few).map((finding) => (
                  <FindingLine
                    key={`${finding.code} ${finding.about} ${finding.message}`}
                    finding={finding}
                  />
                ))}
              </ul>
              {more > 0 && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  aria-expanded={isOpen}
                  onClick={() => setIsOpen(!isOpen)}
                >
                  {isOpen ? words.fewer : words.more(more)}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </Part>
  );
}

const icons = {
  danger: IconAlertOctagon,
  warning: IconAlertTriangle,
  notice: IconInfoCircle,
} as const;

function FindingLine({ finding }: { finding: Finding }) {
  const { level, about, message } = finding;
  const Icon = icons[level];
  return (
    <li>
      <Link
        to={findingPlace(finding)}
        search={findingTab(finding)}
        className={styles.finding}
        data-level={level}
      >
        <Icon size={17} stroke={1.8} role="img" aria-label={words.levels[level]} />
        <span>
          <b>{about}</b> {message}
        </span>
      </Link>
    </li>
  );
}
