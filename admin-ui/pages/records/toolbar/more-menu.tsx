import { ActionIcon, Menu, Modal, Skeleton, Stack, Title } from "@mantine/core";
import { IconCode, IconDots, IconEye, IconFileExport, IconFileImport } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { codeForList } from "../code-samples.ts";
import type { RowsQuestion } from "../grid/use-rows.ts";
import { recordsText } from "../strings.ts";
import { useExport } from "../use-export.ts";
import type { ToolbarProps } from "./toolbar-props.ts";
import { ViewAs } from "./view-as.tsx";

const ImportRecords = lazy(async () => ({
  default: (await import("../import/import-records.tsx")).ImportRecords,
}));

/** What is done now and then. */
export function MoreMenu({ collection, question, canWrite, onSearch }: ToolbarProps) {
  const [open, setOpen] = useState<"import" | "code" | "viewAs" | null>(null);
  const exportAs = useExport(collection, question);
  const close = () => setOpen(null);
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={recordsText.more}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {canWrite && (
            <Menu.Item leftSection={<IconFileImport size={16} />} onClick={() => setOpen("import")}>
              {recordsText.importing.open}
            </Menu.Item>
          )}
          {(["csv", "json"] as const).map((format) => (
            <Menu.Item
              key={format}
              leftSection={<IconFileExport size={16} />}
              onClick={() => void exportAs(format)}
            >
              {recordsText.exportAs[format]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconEye size={16} />} onClick={() => setOpen("viewAs")}>
            {recordsText.viewAs.open}
          </Menu.Item>
          <Menu.Item leftSection={<IconCode size={16} />} onClick={() => setOpen("code")}>
            {recordsText.copyAs}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === "import" && (
        <Suspense fallback={<Skeleton />}>
          <ImportRecords collection={collection} onClose={close} />
        </Suspense>
      )}
      {open === "viewAs" && (
        <ViewAs
          onClose={close}
          onChoose={(as) => {
            close();
            onSearch({ as });
          }}
        />
      )}
      {open === "code" && <ListCode question={question} onClose={close} />}
    </>
  );
}

function ListCode({ question, onClose }: { question: RowsQuestion; onClose: () => void }) {
  const { titles } = recordsText.code;
  const samples = codeForList(question);
  return (
    <Modal opened onClose={onClose} size="lg" title={recordsText.copyAsTitle}>
      <Stack>
        {(Object.keys(titles) as (keyof typeof titles)[]).map((each) => (
          <div key={each}>
            <Title order={3} mb={6}>
              {titles[each]}
            </Title>
            <CodeBlock code={samples[each]} label={titles[each]} />
          </div>
        ))}
      </Stack>
    </Modal>
  );
}
