import { notifications } from "@mantine/notifications";
import { asClientError } from "../../client/client-error.ts";
import { quoted, visibleFields, type RecordData } from "../../client/record.ts";
import { notifyOfError } from "../../client/use-call.ts";
import { useClient } from "../../client/use-client.ts";
import { download } from "../../parts/download.ts";
import type { Collection } from "../../../src/product.ts";
import type { RowsQuestion } from "./grid/use-rows.ts";
import { recordsText } from "./strings.ts";
import { writeTable } from "./write-table.ts";

const { exportAs: words } = recordsText;
const perPage = 500;

/** How many are named in one filter. */
const namedAtOnce = 50;

/** Into a file, or onto the clipboard as spreadsheets take rows. */
export type ExportFormat = "csv" | "json" | "clipboard";

/** Writes every record that is looked at into a file, or those of `chosen`, saying how far it is. */
export function useExport(
  collection: Collection,
  { collection: name, filter, search, sort }: RowsQuestion,
  chosen?: ReadonlySet<string>,
): (format: ExportFormat) => Promise<void> {
  const client = useClient();
  const readChosen = async (ids: readonly string[], onProgress: (count: number) => void) => {
    const all: RecordData[] = [];
    for (let done = 0; done < ids.length; done += namedAtOnce) {
      const some = ids.slice(done, done + namedAtOnce);
      const named = some.map((id) => `id = ${quoted(id)}`).join(" || ");
      const asked = { collection: name, filter: named, sort, perPage, skipTotal: true };
      all.push(...(await client.call("records.list", asked)).items);
      onProgress(all.length);
    }
    return all;
  };
  const readAll = async (onProgress: (count: number) => void): Promise<RecordData[]> => {
    const all: RecordData[] = [];
    for (let page = 1; ; page++) {
      const asked = { collection: name, filter, search, sort, page, perPage, skipTotal: true };
      const { items } = await client.call("records.list", asked);
      all.push(...items);
      onProgress(all.length);
      if (items.length < perPage) return all;
    }
  };
  return async (format) => {
    const id = notifications.show({ message: words.working(0), loading: true, autoClose: false });
    try {
      const tell = (count: number) =>
        notifications.update({
          id,
          message: words.working(count),
          loading: true,
          autoClose: false,
        });
      const records = await (chosen ? readChosen([...chosen], tell) : readAll(tell));
      const fields = visibleFields(collection).map((field) => field.name);
      if (format === "clipboard") {
        await navigator.clipboard.writeText(await writeTable(records, fields, "\t"));
      } else {
        const text =
          format === "csv" ? await writeTable(records, fields) : JSON.stringify(records, null, 2);
        download(`${name}.${format}`, text, format === "csv" ? "text/csv" : "application/json");
      }
      notifications.update({
        id,
        message: (format === "clipboard" ? words.copied : words.done)(records.length),
        color: "green",
        loading: false,
        autoClose: 4000,
      });
    } catch (thrown) {
      notifications.hide(id);
      notifyOfError(asClientError(thrown));
    }
  };
}
