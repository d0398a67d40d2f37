import { ActionIcon, Menu, Skeleton } from "@mantine/core";
import { IconCode, IconDots, IconEye, IconFileExport, IconFileImport } from "@tabler/icons-react";
import type { Field } from "../../../../src/product.ts";
import { useWindowEvent } from "@mantine/hooks";
import { lazy, Suspense, useState } from "react";
import { isTaken } from "../../../shell/shortcuts.tsx";
import { looksLikeRows } from "../import/looks-like-rows.ts";
import { editableFields } from "../record/form-values.ts";
import { recordsText } from "../strings.ts";
import { useExport } from "../use-export.ts";
import type { ToolbarProps } from "./toolbar-props.ts";
import { ViewAs } from "./view-as.tsx";

const ImportRecords = lazy(async () => ({
  default: (await import("../import/import-records.tsx")).ImportRecords,
}));

/** What is done now and then. */
export function MoreMenu({ collection, columns, question, canWrite, onSearch }: ToolbarProps) {
  const [open, setOpen] = useState<"import" | "viewAs" | null>(null);
  const exportAs = useExport(collection, question);
  const [pasted, setPasted] = useState<string>();
  const close = () => {
    setOpen(null);
    setPasted(undefined);
  };
  useWindowEvent("paste", ({ target, clipboardData }) => {
    const text = clipboardData?.getData("text/plain") ?? "";
    if (!canWrite || isTaken(target) || !looksLikeRows(text)) return;
    setPasted(text);
    setOpen("import");
  });
  const editable = editableFields(collection);
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
          <Menu.Item
            leftSection={<IconCode size={16} />}
            onClick={() => onSearch({ api: "records.list" })}
          >
            {recordsText.api.open}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === "import" && (
        <Suspense fallback={<Skeleton />}>
          <ImportRecords
            collection={collection}
            pasted={pasted}
            order={columns.shown
              .map(({ field }) => field)
              .filter((field) => editable.includes(field) && !isMade(field))
              .map(({ name }) => name)}
            onClose={close}
          />
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
    </>
  );
}

/** By the server, unless somebody knows better. */
function isMade({ name, type, system }: Field): boolean {
  return type === "autodate" || (Boolean(system) && name === "id");
}
