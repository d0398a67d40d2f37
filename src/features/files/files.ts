import type { StoredBlob } from "../../kernel/blobs.ts";
import type { Context } from "../../kernel/context.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import { contentType } from "../../lib/content-type.ts";
import { listOption, type Field } from "../collections/field.ts";
import { thumbPath } from "../collections/stored-files.ts";
import { findFile, type FileAddress, type FoundFile } from "./find-file.ts";
import { readThumbSize } from "./thumb-size.ts";
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
    const { path, blob, name } = (await this.#thumb(found, thumb)) ?? found;
    const type = await this.typeOf(path, blob, name);
    return { blob, name, type, protected: found.field.protected === true };
  }

  async typeOf(path: string, { content }: StoredBlob, name: string): Promise<string> {
    const known = this.#types.get(path);
    if (known) return known;
    const [type] = (await contentType(content, name)).types;
    this.#types.set(path, type);
    return type;
  }

  /** An image as small as one can still see what is in it; null for what is none. */
  async preview({ content }: StoredBlob): Promise<{ type: string; base64: string } | null> {
    const bytes = await this.thumbs.preview(content);
    return bytes && { type: "image/webp", base64: bytes.toBase64() };
  }

  async #thumb({ field, path: whole, name, blob: source }: FoundFile, text: string) {
    const size = readThumbSize(text);
    if (!size || !isOffered(field, text)) return null;
    const path = thumbPath(whole, text);
    const blob = await this.thumbs.find(path, source, size);
    return blob && { path, blob, name: `${text}_${name}` };
  }
}

/** Only sizes that somebody chose are made, or anybody could fill the disk; one is always there. */
function isOffered(field: Field, size: string): boolean {
  return size === "100x100" || listOption(field, "thumbs").includes(size);
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly files: Files;
  }
}
