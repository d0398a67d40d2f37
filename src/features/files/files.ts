import type { Context } from "../../kernel/context.ts";
import type { StoredBlob } from "../../kernel/blobs.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import { contentType } from "../../lib/content-type.ts";
import { listOption } from "../collections/field.ts";
import { filePath, thumbPath } from "../collections/stored-files.ts";
import { findFile, type FileAddress, type FoundFile } from "./find-file.ts";
import { readThumbSize, type ThumbSize } from "./thumb-size.ts";
import type { Thumbs } from "./thumbs.ts";

/** A file, or its thumb, ready to go out. */
export interface ServedFile {
  readonly blob: StoredBlob;
  /** What a browser should call it. */
  readonly name: string;
  /** Its media type, by its content. */
  readonly type: string;
  readonly protected: boolean;
}

/** The files feature's loan to the doors. */
export class Files {
  /** Files never change under their names, so what they are is looked at once. */
  readonly #types = new BoundedMap<string, string>(10_000);

  constructor(private readonly thumbs: Thumbs) {}

  /** @throws Failure `notFound` for what is not there, or not for this caller. */
  async find(context: Context, address: FileAddress, thumb: string): Promise<ServedFile> {
    const found = await findFile(context, address);
    const { collection, recordId, name, field } = found;
    const size = thumbOf(found, thumb);
    const small = size && (await this.#thumb(found, size));
    const path = small
      ? thumbPath(collection, recordId, name, small.size.text)
      : filePath(collection, recordId, name);
    const blob = small ? small.blob : found.blob;
    return {
      blob,
      name: small ? `${small.size.text}_${name}` : name,
      type: await this.typeOf(path, blob, name),
      protected: field.protected === true,
    };
  }

  async typeOf(path: string, { content }: StoredBlob, name: string): Promise<string> {
    const known = this.#types.get(path);
    if (known) return known;
    const [type] = (await contentType(content, name)).types;
    this.#types.set(path, type);
    return type;
  }

  async #thumb({ collection, recordId, name, blob }: FoundFile, size: ThumbSize) {
    const path = thumbPath(collection, recordId, name, size.text);
    const found = await this.thumbs.find(path, blob, size);
    return found && { blob: found, size };
  }
}

/** Only sizes that somebody chose are made, or anybody could fill the disk; one is always there. */
function thumbOf({ field }: FoundFile, text: string): ThumbSize | null {
  const known = text === "100x100" || listOption(field, "thumbs").includes(text);
  return known ? readThumbSize(text) : null;
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly files: Files;
  }
}
