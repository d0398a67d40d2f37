import { Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Collection } from "../../../src/product.ts";
import type { Output } from "../../client/operations.ts";
import { labelOf } from "../../client/record.ts";
import { useCollections } from "../../client/use-collections.ts";
import { useRead } from "../../client/use-read.ts";
import { Actor } from "../../parts/actor.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Time } from "../../parts/time.tsx";
import styles from "./dashboard.module.css";
import { Part } from "./part.tsx";
import { changesText as words } from "./strings.ts";

type Change = Output<"history.list">["items"][number];

const shown = 7;

/** What was written to records lately, by whom, call by call. */
export function RecentChanges() {
  const collections = useCollections().data ?? [];
  const history = useRead("history.list", { perPage: 60 }, { refetchInterval: 5_000 });
  return (
    <Part
      title={words.title}
      more={
        <LinkButton
          size="compact-xs"
          variant="subtle"
          color="gray"
          rightSection={<IconArrowRight size={13} />}
          to="/audit"
        >
          {words.all}
        </LinkButton>
      }
    >
      <Loaded query={history}>
        {({ items }) => {
          // Sign-ins leave traces in the system's own collections.
          const own = items.filter(({ collection }) => !collection.startsWith("_"));
          const calls = [...Map.groupBy(own, ({ call }) => call)].slice(0, shown);
          if (calls.length === 0) return <Text c="dimmed">{words.none}</Text>;
          return (
            <ul className={styles.changes}>
              {calls.map(([call, changes]) => (
                <CallLine key={call} call={call} changes={changes} collections={collections} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Part>
  );
}

interface CallLineProps {
  readonly call: string;
  readonly changes: readonly Change[];
  readonly collections: readonly Collection[];
}

function CallLine({ call, changes, collections }: CallLineProps) {
  const [first] = changes;
  if (!first) return null;
  return (
    <li>
      <Link to="/audit" search={{ call }} className={styles.change}>
        <Actor actor={first.actor} />
        <span className={styles.what}>{inWords(changes, first, collections)}</span>
        <span className={styles.when}>
          <Time value={first.at} />
        </span>
      </Link>
    </li>
  );
}

function inWords(
  changes: readonly Change[],
  first: Change,
  collections: readonly Collection[],
): string {
  if (changes.length > 1) {
    const names = [...new Set(changes.map(({ collection }) => collection))];
    return words.many(changes.length, names.join(", "));
  }
  const { action, collection, record, before, after } = first;
  const known = collections.find(({ name }) => name === collection);
  const label = labelOf({ id: record, ...before, ...after }, known);
  const what = `${collection} / ${label}`;
  if (action === "create") return words.created(what);
  if (action === "delete") return words.deleted(what);
  const fields = Object.keys(after ?? {}).filter((name) => name !== "updated");
  return words.changed(fields.join(", "), what);
}
