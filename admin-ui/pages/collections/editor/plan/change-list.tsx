import { Alert, Badge, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconArrowsExchange, IconPlus, IconTrash } from "@tabler/icons-react";
import type { Output } from "../../../../client/operations.ts";
import { collectionIcons } from "../../../../parts/collection-icons.ts";
import { planText } from "../../strings.ts";
import styles from "./plan.module.css";

export type SchemaPlan = Output<"collections.plan">;
type Change = SchemaPlan["changes"][number];

const effectIcons = { adds: IconPlus, changes: IconArrowsExchange, loses: IconTrash } as const;

/** What saving does, step by step and collection by collection, as the server has tried it. */
export function ChangeList({ plan }: { plan: SchemaPlan }) {
  if (plan.changes.length === 0) return <Text>{planText.nothing}</Text>;
  return (
    <Stack gap="md">
      {losesData(plan) && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={planText.losing}>
          {planText.losingHint}
        </Alert>
      )}
      {plan.changes.map((change) => (
        <CollectionSteps key={change.id} change={change} />
      ))}
      {plan.warnings.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title={planText.warnings}>
          {plan.warnings.map(({ code, collection, rule, message }) => (
            <Text key={`${collection} ${rule} ${code} ${message}`} size="sm">
              <b>
                {collection}.{rule}
              </b>{" "}
              {message}
            </Text>
          ))}
        </Alert>
      )}
    </Stack>
  );
}

export function losesData({ changes }: SchemaPlan): boolean {
  return changes.some(({ steps }) => steps.some(({ effect }) => effect === "loses"));
}

function CollectionSteps({ change }: { change: Change }) {
  const Icon = collectionIcons[change.type as keyof typeof collectionIcons];
  return (
    <section aria-label={change.collection} className={styles.change}>
      <Group gap={8} className={styles.head}>
        <Icon size={17} stroke={1.7} />
        <Text fw={580}>{change.collection}</Text>
        <Badge color={change.action === "delete" ? "red" : "gray"}>
          {planText.actions[change.action]}
        </Badge>
        {change.rows !== undefined && (
          <Text size="xs" c="dimmed" className="number">
            {planText.rowsNow(change.rows)}
          </Text>
        )}
      </Group>
      <ul className={styles.steps}>
        {change.steps.map(({ step, name, effect, message }) => {
          const EffectIcon = effectIcons[effect];
          return (
            <li key={`${step} ${name}`} data-effect={effect}>
              <EffectIcon size={15} aria-label={planText.effects[effect]} />
              <span>{message}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
