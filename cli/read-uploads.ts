import { basename } from "node:path";
import { Failure } from "../src/kernel/failure.ts";
import { Upload } from "../src/kernel/upload.ts";

/**
 * `cover=beach.jpg` as a record's data: several files of one field make a list, and a field may carry
 * a modifier (`scans+=3.pdf`).
 * @throws Failure `invalid` for what names no field, `notFound` for a file that is not there.
 */
export async function readUploads(
  given: readonly string[],
): Promise<Record<string, Upload | Upload[]>> {
  const uploads = new Map<string, Upload[]>();
  for (const text of given) {
    const [, field, path] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (field === undefined || path === undefined) {
      throw new Failure("invalid", `--file takes FIELD=PATH, not ${JSON.stringify(text)}.`, {
        hint: "For example --file cover=beach.jpg.",
      });
    }
    const content = Bun.file(path);
    if (!(await content.exists())) {
      throw new Failure("notFound", `The file ${path} cannot be read.`, {
        hint: `There is no such file in ${process.cwd()}.`,
      });
    }
    const upload = new Upload(basename(path), content);
    uploads.set(field, [...(uploads.get(field) ?? []), upload]);
  }
  return Object.fromEntries(
    [...uploads].map(([field, files]) => [field, files.length === 1 ? files[0]! : files]),
  );
}
