import { Group, Tooltip } from "@mantine/core";
import { IconFilter, IconLock, IconWorld } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Collection } from "../../../../src/product.ts";
import { collectionsText as words } from "../strings.ts";
import styles from "./list.module.css";

const reading = ["listRule", "viewRule"] as const;
const all = [...reading, "createRule", "updateRule", "deleteRule"] as const;

/** Who may do what, in a sign each; its words come up on top of it. */
export function RulesGlance({ collection }: { collection: Collection }) {
  const names = collection.type === "view" ? reading : all;
  return (
    <Link
      to="/collections/$collection"
      params={{ collection: collection.name }}
      search={{ tab: "rules" }}
      className={styles.glance}
    >
      <Group gap={4} wrap="nowrap">
        {names.map((name) => {
          const rule = collection[name];
          const [Icon, who] =
            rule === null
              ? ([IconLock, words.superusersOnly] as const)
              : rule === ""
                ? ([IconWorld, words.everybody] as const)
                : ([IconFilter, rule] as const);
          const label = words.ruleGlance(words.ruleNames[name], who);
          return (
            <Tooltip key={name} label={label} multiline maw={420}>
              <span className={styles.rule} data-open={rule === "" || undefined}>
                <Icon size={15} stroke={1.7} aria-label={label} role="img" />
              </span>
            </Tooltip>
          );
        })}
      </Group>
    </Link>
  );
}
