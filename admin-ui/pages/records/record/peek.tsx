import { Group, Modal, Stack } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { labelOf } from "../../../client/record.ts";
import { useCollection } from "../../../client/use-collections.ts";
import { useRead } from "../../../client/use-read.ts";
import { LinkButton } from "../../../parts/links.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { recordsText } from "../strings.ts";
import type { Viewer } from "../use-viewer.ts";
import { RecordValues } from "./record-values.tsx";

interface PeekProps {
  /** `authors:ID` */
  readonly related: string;
  readonly viewer: Viewer;
  readonly onClose: () => void;
}

/** A related record, looked at without leaving the grid. */
export function Peek({ related, viewer, onClose }: PeekProps) {
  const [name = "", id = ""] = related.split(":");
  const collection = useCollection(name);
  const record = useRead(
    "records.get",
    { collection: name, id },
    { as: viewer.as, enabled: viewer.isReady },
  );
  const label = record.data ? labelOf(record.data, collection ?? undefined) : id;
  return (
    <Modal opened onClose={onClose} title={`${name} / ${label}`}>
      <Loaded query={record}>
        {(data) => (
          <Stack>
            {collection && <RecordValues collection={collection} record={data} />}
            <Group justify="flex-end">
              <LinkButton
                to="/records/$collection"
                params={{ collection: name }}
                search={{ record: id }}
                rightSection={<IconArrowRight size={16} />}
              >
                {recordsText.cell.goTo}
              </LinkButton>
            </Group>
          </Stack>
        )}
      </Loaded>
    </Modal>
  );
}
