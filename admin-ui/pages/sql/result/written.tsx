import { Alert, Button, Group, Text } from "@mantine/core";
import { IconCheck, IconFlask } from "@tabler/icons-react";
import { LinkText } from "../../../parts/links.tsx";
import type { RowsOutcome } from "../outcome.ts";
import styles from "../sql.module.css";
import { resultText } from "../strings.ts";

/** What was written, or would be, with the way to the records. */
export function Written({ outcome, onKeep }: { outcome: RowsOutcome; onKeep: () => void }) {
  const { affected, changes, tried } = outcome;
  const verbs = tried ? resultText.tried : resultText.actions;
  return (
    <Alert
      className={styles.written}
      color={tried ? "blue" : "green"}
      icon={tried ? <IconFlask size={17} /> : <IconCheck size={17} />}
      title={tried ? resultText.wouldWrite(affected) : resultText.written(affected)}
    >
      {changes.map(({ collection, action, count, ids }) => (
        <Text key={`${collection} ${action}`} size="sm" component="div">
          {resultText.recordsOf(count, collection, verbs[action as keyof typeof verbs])}
          {": "}
          {ids.map((id, index) => (
            <span key={id}>
              {index > 0 && ", "}
              {tried || action === "delete" ? (
                <span className={styles.id}>{id}</span>
              ) : (
                <LinkText
                  size="sm"
                  className={styles.id}
                  to="/records/$collection"
                  params={{ collection }}
                  search={{ record: id }}
                >
                  {id}
                </LinkText>
              )}
            </span>
          ))}
          {count > ids.length && ` ${resultText.someMore(count - ids.length)}`}
        </Text>
      ))}
      {tried && (
        <Group gap="sm" mt={6}>
          <Text size="sm">{resultText.tryKept}</Text>
          <Button size="compact-sm" color="red" onClick={onKeep}>
            {resultText.keep}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
