import { Button, Text } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { labelOf } from "../../../client/record.ts";
import { useCollection } from "../../../client/use-collections.ts";
import { useRead } from "../../../client/use-read.ts";
import styles from "../records.module.css";
import { recordsText } from "../strings.ts";

/** Says through whose eyes one looks. */
export function ViewerBar({ who, onStop }: { who: string; onStop: () => void }) {
  const [collection = "", id = ""] = who.split(":");
  const target = useCollection(collection) ?? undefined;
  const account = useRead("records.get", { collection, id }, { enabled: id !== "" });
  const name =
    id === ""
      ? recordsText.viewAs.guest.toLowerCase()
      : account.data
        ? labelOf(account.data, target)
        : id;
  return (
    <div className={styles.viewer} role="status">
      <IconEye size={16} />
      <Text size="sm">{recordsText.viewAs.shown(name)}</Text>
      <Button size="compact-sm" variant="default" onClick={onStop}>
        {recordsText.viewAs.stop}
      </Button>
    </div>
  );
}
