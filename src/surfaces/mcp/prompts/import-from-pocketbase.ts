import type { Prompt } from "./prompt.ts";

export const importFromPocketbase: Prompt = {
  listed: {
    name: "import-from-pocketbase",
    title: "Import from PocketBase",
    description: "Bring a PocketBase along: collections, records, accounts, files, settings.",
    arguments: [{ name: "pbDataPath", description: "Its data directory, usually pb_data." }],
  },
  write: async (
    { pbDataPath },
    ask,
  ) => `Help me bring a PocketBase along${pbDataPath ? ` from ${pbDataPath}` : ""}.

What is here already:
${await ask("collections.overview", {}, null)}

1. The import runs on the server's machine, on its command line, into a data directory without collections of the same names; PocketBase's directory (0.23 or later) is only read. ${pbDataPath ? "" : "Ask me where it is. "}First what would happen:
   vaultbase import pocketbase ${pbDataPath ?? "pb_data"} --dry-run --dir NEW_DIRECTORY
   If you have a shell, run it; otherwise give me the command and wait for what it says.
2. Go through "Left out" with me, line by line: what it means, whether it matters, what to do. A rule that does not compile stays locked: propose its new text. Hooks (pb_hooks) are code and have to be written anew.
3. The same without --dry-run, then vaultbase serve --dir NEW_DIRECTORY. It is all or nothing: a refused row is named, and nothing stays.
4. Check with me: list_collections, the number of records of each against PocketBase's, one record of each with its files, check_rules. People stay signed in; applications need only the new address.`,
};
