import type { StagedBlob } from "../../kernel/blobs.ts";
import type { Context } from "../../kernel/context.ts";
import type { Problem } from "../../kernel/failure.ts";
import type { Upload } from "../../kernel/upload.ts";
import type { Writer } from "../../kernel/storage.ts";
import { contentType } from "../../lib/content-type.ts";
import { listOption, type Field } from "../collections/field.ts";
import { fileNames, maxFileSize } from "../collections/fields/file.ts";
import { problem } from "../collections/fields/casting.ts";
import { filePath } from "../collections/stored-files.ts";
import { bodyKeysOf } from "./body-modifiers.ts";
import type { Draft } from "./draft.ts";
import { readUpload } from "./read-upload.ts";
import { storedName } from "./stored-name.ts";

/**
 * The files a body brings along. Taking them in may take long, so that happens before the
 * transaction; inside it they are only given their places, and lose them if it is undone.
 */
export class NewFiles {
  readonly #files = new Map<string, NewFile>();

  private constructor(
    /** The body with each new file's stored name in its place. */
    readonly data: Readonly<Record<string, unknown>>,
  ) {}

  /** @throws Failure `invalid` for a file that cannot be read, `unavailable` when the disk is full. */
  static async receive(
    context: Context,
    collectionName: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<NewFiles> {
    const collection = (await context.services.catalogs.current()).find(collectionName);
    const fields = collection?.fields.filter(({ type }) => type === "file") ?? [];
    if (!collection || fields.length === 0) return new NewFiles(data);
    const named: Record<string, unknown> = { ...data };
    const files = new NewFiles(named);
    try {
      for (const { name } of fields) {
        for (const { key } of bodyKeysOf(collection, data).get(name) ?? []) {
          named[key] = await files.#receiveIn(context, data[key]);
        }
      }
    } catch (thrown) {
      await files.discard();
      throw thrown;
    }
    return files;
  }

  /** What is wrong with the files of a draft; names that are neither stored nor new are refused. */
  check(draft: Draft): void {
    for (const field of draft.collection.fields) {
      if (field.type !== "file" || draft.problems[field.name]) continue;
      const stored = fileNames(field, draft.existing?.[field.name]);
      const others = fileNames(field, draft.row[field.name]).filter(
        (name) => !stored.includes(name),
      );
      const found = this.#checkNames(field, others);
      if (found) draft.problems[field.name] = found;
    }
  }

  /** Gives the draft's new files their places, as part of the writer's work. */
  async moveIn(writer: Writer, { collection, row }: Draft): Promise<void> {
    if (this.#files.size === 0) return;
    for (const field of collection.fields) {
      if (field.type !== "file") continue;
      for (const name of fileNames(field, row[field.name])) {
        const file = this.#files.get(name);
        if (!file?.staged) continue;
        const { staged, upload } = file;
        writer.whenUndone(async () => {
          await staged.moveBack();
          if (upload.staged === null) await staged.discard();
        });
        await staged.moveTo(filePath(collection, String(row.id), name));
      }
    }
  }

  /** Drops what found no place; what a door staged is the door's to drop. */
  async discard(): Promise<void> {
    for (const { staged, upload } of this.#files.values()) {
      if (upload.staged === null) await staged?.discard();
    }
  }

  async #receiveIn(context: Context, given: unknown): Promise<unknown> {
    if (!Array.isArray(given)) return this.#receiveOne(context, given);
    const received: unknown[] = [];
    for (const each of given) received.push(await this.#receiveOne(context, each));
    return received;
  }

  async #receiveOne(context: Context, given: unknown): Promise<unknown> {
    const upload = readUpload(given);
    if (!upload) return given;
    // A dry run keeps nothing, and it is inside its transaction already.
    const staged =
      upload.staged ?? (context.dryRun ? null : await context.blobs.stage(upload.content));
    const { types, extension } = await contentType(upload.content, upload.name);
    const name = storedName(upload.name, extension, context.randomId);
    this.#files.set(name, { upload, staged, types });
    return name;
  }

  #checkNames(field: Field, names: readonly string[]): Problem | null {
    const unknown = names.filter((name) => !this.#files.has(name));
    if (unknown.length > 0) {
      return problem("validation_invalid_file", `Invalid new files: [${unknown.join(", ")}].`, {
        invalidFiles: unknown,
      });
    }
    for (const name of names) {
      const found = checkFile(field, this.#files.get(name)!);
      if (found) return found;
    }
    return null;
  }
}

interface NewFile {
  readonly upload: Upload;
  /** Null in a dry run. */
  readonly staged: StagedBlob | null;
  /** The media types its content goes by. */
  readonly types: readonly string[];
}

/** What is wrong with a file for this field: its size, or what it is. */
export function checkFile(
  field: Field,
  { upload, types }: Pick<NewFile, "upload" | "types">,
): Problem | null {
  const maxSize = maxFileSize(field);
  const { name, content } = upload;
  if (content.size > maxSize) {
    return problem(
      "validation_file_size_limit",
      `Failed to upload ${name} - the maximum allowed file size is ${maxSize} bytes.`,
      { file: name, maxSize },
    );
  }
  const allowed = listOption(field, "mimeTypes");
  if (allowed.length === 0 || types.some((type) => allowed.includes(type))) return null;
  return problem(
    "validation_invalid_mime_type",
    `${name} is ${types[0]}; the mime type must be one of: ${allowed.join(", ")}.`,
  );
}
