import { limits } from "../../../kernel/limits.ts";
import { Upload } from "../../../kernel/upload.ts";
import { contentType } from "../../../lib/content-type.ts";
import { publicFetch } from "../../../lib/public-fetch.ts";
import type { Field } from "../../collections/field.ts";
import { maxFileSize } from "../../collections/fields/file.ts";
import { checkFile } from "../../records/new-files.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/**
 * The picture at an address that the account's owner may have chosen, for a file field; null where
 * there is none that the field takes. Only the provider itself may be in the own network.
 */
export async function fetchAvatar(
  { authURL, tokenURL, userInfoURL }: ProviderSettings,
  field: Field,
  address: string,
): Promise<Upload | null> {
  const own = [authURL, tokenURL, userInfoURL].map((url) => URL.parse(url)?.host);
  try {
    const bytes = await publicFetch(address, {
      maxBytes: maxFileSize(field),
      timeoutMs: limits.oauth2AnswerMs,
      isTrusted: ({ host }) => own.includes(host),
    });
    const upload = new Upload("avatar", new Blob([bytes]));
    const { types } = await contentType(upload.content, upload.name);
    const isPicture = types[0].startsWith("image/");
    return isPicture && !checkFile(field, { upload, types }) ? upload : null;
  } catch {
    return null; // nobody stays out for the lack of a picture
  }
}
