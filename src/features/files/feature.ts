import type { Feature } from "../../kernel/feature.ts";
import { createFileToken } from "./create-file-token.ts";
import { Files } from "./files.ts";
import { readFile } from "./read-file.ts";
import { sweep, sweepFiles } from "./sweep-files.ts";
import { Thumbs } from "./thumbs.ts";

/** Files of records on their way out; on their way in they are part of the records. */
export const files = {
  name: "files",
  operations: [createFileToken, readFile, sweepFiles],
  migrations: [],
  crons: [
    {
      id: "__filesSweep__",
      summary: "Removes files that no record has.",
      expression: "40 3 * * *",
      run: async (context) => void (await sweep(context)),
    },
  ],
  start: async ({ blobs }) => ({ files: new Files(new Thumbs(blobs)) }),
} satisfies Feature;
