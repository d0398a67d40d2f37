import { isThumbSize } from "../collections/fields/file.ts";

/** What `100x50t` asks for. */
export interface ThumbSize {
  /** As it was written, which is part of the thumb's name. */
  readonly text: string;
  /** Pixels; 0: as the other side and the image's shape have it. */
  readonly width: number;
  readonly height: number;
  /** What is kept where the shapes differ; "fit" keeps everything. */
  readonly keep: "center" | "top" | "bottom" | "fit";
}

/** Null for a text that is no size. */
export function readThumbSize(text: string): ThumbSize | null {
  if (!isThumbSize(text)) return null;
  const [, width, height, letter = ""] = /^(\d+)x(\d+)([tbf]?)$/.exec(text) ?? [];
  const keep = ({ t: "top", b: "bottom", f: "fit" } as const)[letter] ?? "center";
  return { text, width: Number(width), height: Number(height), keep };
}
