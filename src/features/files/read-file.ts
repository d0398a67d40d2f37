import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { collectionInput, idInput } from "../records/record-options.ts";
import { findFile } from "./find-file.ts";

/** Bytes of a text that one answer holds: what an agent can take in at once. */
const pieceBytes = 16_000;

/** What is in a file, for whoever has no use for a download: texts are told, others described. */
export const readFile = operation({
  name: "files.read",
  summary: "Read a record's file: text, an image to look at, anything else as a link.",
  access: "byRules",
  scope: "read:storage",
  effect: "read",
  input: Type.Object(
    {
      collection: collectionInput,
      id: idInput,
      name: Type.String({ description: "The file's name, from the record." }),
      offset: Type.Optional(Type.Integer({ minimum: 0, description: "Byte to begin at." })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    name: Type.String(),
    type: Type.String({ description: "Its media type." }),
    size: Type.Integer({ description: "Bytes." }),
    url: Type.String({ description: "GET it there, with your Authorization." }),
    text: Type.Optional(Type.String()),
    image: Type.Optional(
      Type.Object({ type: Type.String(), base64: Type.String() }, { description: "For agents." }),
    ),
    next: Type.Optional(Type.Integer({ description: "The offset to go on at." })),
  }),
  http: "GET /files/:collection/:id/:name/text",
  tool: { name: "read_file", title: "Read a file", records: true, image: "image" },
  command: {
    positional: ["collection", "id", "name"],
    example: "vaultbase files read movies ID NAME",
  },

  async run(context, { collection: collectionName, id, name, offset = 0 }) {
    const found = await findFile(
      context,
      { collection: collectionName, id, name },
      { always: true },
    );
    const { collection, path, blob } = found;
    const type = await context.services.files.typeOf(path, blob, name);
    const url = `/api/v1/files/${[collection.name, id, name].map(encodeURIComponent).join("/")}`;
    const about = { name, type, size: blob.size, url };
    if (!isText(type)) {
      // Everyone else follows the link.
      const looks = type.startsWith("image/") && context.request.door === "mcp";
      const image = looks ? await context.services.files.preview(blob) : null;
      return image ? { ...about, image } : about;
    }
    const { text, bytes } = await readPiece(blob.content, offset);
    const next = offset + bytes;
    return { ...about, text, ...(next < blob.size && { next }) };
  },
});

function isText(type: string): boolean {
  return type.startsWith("text/") || type === "application/json" || type === "image/svg+xml";
}

/** Whole characters only, wherever the piece begins or ends. */
async function readPiece(content: Blob, offset: number): Promise<{ text: string; bytes: number }> {
  const piece = new Uint8Array(await content.slice(offset, offset + pieceBytes).arrayBuffer());
  const cut = offset + piece.length < content.size ? startOfLastCharacter(piece) : piece.length;
  return { text: new TextDecoder().decode(piece.subarray(0, cut)), bytes: cut };
}

/** The position of the last byte that begins a UTF-8 character. */
function startOfLastCharacter(bytes: Uint8Array): number {
  const position = bytes.findLastIndex((byte) => (byte & 0xc0) !== 0x80);
  return position > 0 ? position : bytes.length;
}
