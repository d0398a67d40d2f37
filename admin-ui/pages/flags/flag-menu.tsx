import { useCall } from "../../client/use-call.ts";
import { ActionsMenu } from "../../parts/actions-menu.tsx";
import { DeleteItem } from "../../parts/delete-item.tsx";
import { text } from "../../strings.ts";
import { flagsText } from "./strings.ts";

/** What can be done with a flag as a whole. */
export function FlagMenu({ flag: key, onDeleted }: { flag: string; onDeleted?: () => void }) {
  const remove = useCall("flags.delete", {
    changes: ["flags.*"],
    done: flagsText.deleted(key),
    onDone: () => onDeleted?.(),
  });
  return (
    <ActionsMenu label={text.actionsFor(key)}>
      <DeleteItem
        label={flagsText.delete}
        title={flagsText.deleteTitle(key)}
        message={flagsText.deleteText}
        word={key}
        onConfirm={() => remove.mutate({ key })}
      />
    </ActionsMenu>
  );
}
