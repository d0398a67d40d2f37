import { Button, Menu } from "@mantine/core";
import {
  IconBraces,
  IconCopyPlus,
  IconDots,
  IconEye,
  IconKey,
  IconMailCheck,
  IconMailForward,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { Collection } from "../../../../src/product.ts";
import { labelOf, type RecordData } from "../../../client/record.ts";
import { useCall } from "../../../client/use-call.ts";
import { DeleteItem } from "../../../parts/delete-item.tsx";
import { copy } from "../copy.ts";
import { recordsText } from "../strings.ts";
import { useDeleteRecords } from "../use-delete-records.ts";
import { editableFields } from "./form-values.ts";

interface RecordActionsProps {
  readonly collection: Collection;
  readonly record: RecordData;
  readonly onDone: () => void;
}

/** What else can be done with a record that is there. */
export function RecordActions({ collection, record, onDone }: RecordActionsProps) {
  const remove = useDeleteRecords(collection);
  const navigate = useNavigate({ from: "/records/$collection" });
  const id = String(record.id);
  const duplicate = useCall("records.create", {
    changes: ["records.*"],
    done: (created) => recordsText.created(labelOf(created, collection)),
    onDone: (created) =>
      void navigate({ search: (before) => ({ ...before, record: String(created.id) }) }),
  });
  return (
    <Menu position="top-start" width={250}>
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconDots size={16} />}>
          {recordsText.moreActions}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {collection.type === "auth" && <AccountActions collection={collection} record={record} />}
        <Menu.Item
          leftSection={<IconBraces size={16} />}
          onClick={() => copy(JSON.stringify(record, null, 2), recordsText.jsonCopied)}
        >
          {recordsText.copyJson}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopyPlus size={16} />}
          onClick={() =>
            duplicate.mutate({ collection: collection.name, data: copyOf(collection, record) })
          }
        >
          {recordsText.duplicate}
        </Menu.Item>
        <DeleteItem
          title={recordsText.deleteTitle(1)}
          message={recordsText.deleteText}
          onConfirm={() => remove.mutate([id], { onSuccess: onDone })}
        />
      </Menu.Dropdown>
    </Menu>
  );
}

const { account: words } = recordsText;
/** How long a copied session lasts, seconds. */
const sessionSeconds = 3600;

/** Mails to an account's owner, and their eyes. */
function AccountActions({ collection, record }: Omit<RecordActionsProps, "onDone">) {
  const navigate = useNavigate({ from: "/records/$collection" });
  const email = String(record.email ?? "");
  const sent = { done: words.sent(email) };
  const verify = useCall("auth.requestVerification", sent);
  const reset = useCall("auth.requestPasswordReset", sent);
  const borrow = useCall("auth.impersonate", {
    onDone: ({ token }) => copy(token, words.sessionCopied),
  });
  const to = { collection: collection.name, email };
  const id = String(record.id);
  return (
    <>
      {email !== "" && record.verified !== true && (
        <Menu.Item leftSection={<IconMailCheck size={16} />} onClick={() => verify.mutate(to)}>
          {words.verify}
        </Menu.Item>
      )}
      {email !== "" && (
        <Menu.Item leftSection={<IconMailForward size={16} />} onClick={() => reset.mutate(to)}>
          {words.reset}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconEye size={16} />}
        onClick={() => void navigate({ search: { as: `${collection.name}:${id}` } })}
      >
        {words.viewAs}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconKey size={16} />}
        onClick={() => borrow.mutate({ collection: collection.name, id, duration: sessionSeconds })}
      >
        {words.session}
      </Menu.Item>
      <Menu.Divider />
    </>
  );
}

/** Files stay with the record they were given to. */
function copyOf(collection: Collection, record: RecordData): Record<string, unknown> {
  const left = new Set(["file", "autodate", "password"]);
  const fields = editableFields(collection).filter(
    ({ type, name }) => !left.has(type) && name !== "id",
  );
  return Object.fromEntries(fields.map(({ name }) => [name, record[name]]));
}
