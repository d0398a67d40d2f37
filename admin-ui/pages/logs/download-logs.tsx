import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { asClientError } from "../../client/client-error.ts";
import { notifyOfError } from "../../client/use-call.ts";
import { useClient } from "../../client/use-client.ts";
import { download } from "../../parts/download.ts";
import { questionOf, type LogsSearch } from "./logs-search.ts";
import { logsText as words } from "./strings.ts";

/** The latest entries that match, as many as one answer has, a line of JSON each. */
export function DownloadLogs({ search }: { search: LogsSearch }) {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const run = async () => {
    setIsBusy(true);
    try {
      const asked = { ...questionOf(search), perPage: 1000, skipTotal: true };
      const { items } = await client.call("logs.list", asked);
      const lines = items.map((item) => `${JSON.stringify(item)}\n`);
      download(words.file, lines.join(""), "application/x-ndjson");
    } catch (thrown) {
      notifyOfError(asClientError(thrown));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      loading={isBusy}
      onClick={() => void run()}
    >
      {words.download}
    </Button>
  );
}
