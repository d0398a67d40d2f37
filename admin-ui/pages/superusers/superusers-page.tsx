import { Avatar, Badge, Button, Group, Menu, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconLogout, IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Output } from "../../client/operations.ts";
import { useCall } from "../../client/use-call.ts";
import { useSession } from "../../client/use-client.ts";
import { useRead } from "../../client/use-read.ts";
import { ActionsMenu } from "../../parts/actions-menu.tsx";
import { confirm } from "../../parts/confirm.tsx";
import { DeleteItem } from "../../parts/delete-item.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { TableFrame } from "../../parts/table-frame.tsx";
import { Time } from "../../parts/time.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { text } from "../../strings.ts";
import { AddSuperuser } from "./add-superuser.tsx";
import { ChangePassword } from "./change-password.tsx";
import { superusersText } from "./strings.ts";

type Superuser = Output<"superusers.list">["items"][number];

/** Who may do everything: list, add, new password, sign out everywhere, delete. */
export function SuperusersPage() {
  const superusers = useRead("superusers.list", {});
  const [adding, add] = useDisclosure();
  const [changing, setChanging] = useState<string | null>(null);
  usePaletteActions(useMemo(() => [{ label: superusersText.addTitle, run: add.open }], [add.open]));
  return (
    <Page
      title={superusersText.title}
      description={superusersText.description}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={add.open}>
          {superusersText.add}
        </Button>
      }
    >
      <Loaded query={superusers}>
        {({ items }) => (
          <TableFrame label={superusersText.title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text.email}</Table.Th>
                <Table.Th>{superusersText.created}</Table.Th>
                <Table.Th>{superusersText.updated}</Table.Th>
                <Table.Th w={56} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((superuser) => (
                <Row key={superuser.id} superuser={superuser} onChangePassword={setChanging} />
              ))}
            </Table.Tbody>
          </TableFrame>
        )}
      </Loaded>
      <AddSuperuser opened={adding} onClose={add.close} />
      {changing !== null && <ChangePassword email={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}

interface RowProps {
  readonly superuser: Superuser;
  readonly onChangePassword: (email: string) => void;
}

function Row({ superuser: { id, email, created, updated }, onChangePassword }: RowProps) {
  const session = useSession();
  const isYou = session.kind !== "out" && session.who.id === id;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Avatar size={26} name={email} color="initials" />
          <Text fw={500}>{email}</Text>
          {isYou && <Badge>{superusersText.you}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td c="dimmed">
        <Time value={created} />
      </Table.Td>
      <Table.Td c="dimmed">
        <Time value={updated} />
      </Table.Td>
      <Table.Td>
        <RowMenu id={id} email={email} onChangePassword={() => onChangePassword(email)} />
      </Table.Td>
    </Table.Tr>
  );
}

interface RowMenuProps {
  readonly id: string;
  readonly email: string;
  readonly onChangePassword: () => void;
}

function RowMenu({ id, email, onChangePassword }: RowMenuProps) {
  const changes = ["superusers.*", "tokens.*"] as const;
  const remove = useCall("superusers.delete", { changes, done: superusersText.deleted(email) });
  const logOut = useCall("sessions.logoutAll", { changes, done: superusersText.signedOut });
  return (
    <ActionsMenu label={text.actionsFor(email)}>
      <Menu.Item leftSection={<IconKey size={16} />} onClick={onChangePassword}>
        {superusersText.changePassword}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLogout size={16} />}
        onClick={() =>
          confirm({
            title: superusersText.signOutEverywhere,
            message: superusersText.signOutEverywhereText(email),
            action: superusersText.signOutEverywhere,
            onConfirm: () => logOut.mutate({ collection: "_superusers", id }),
          })
        }
      >
        {superusersText.signOutEverywhere}
      </Menu.Item>
      <Menu.Divider />
      <DeleteItem
        title={superusersText.deleteTitle(email)}
        message={superusersText.deleteText}
        word={email}
        onConfirm={() => remove.mutate({ email })}
      />
    </ActionsMenu>
  );
}
