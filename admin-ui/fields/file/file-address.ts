import type { RecordData } from "../../client/record.ts";

const pictures = /\.(png|jpe?g|gif|webp|avif|svg)$/i;

export function isPicture(name: string): boolean {
  return pictures.test(name);
}

/** Where a record's file is. A protected one is given to whoever has a file token. */
export function fileAddress(
  record: RecordData,
  name: string,
  options: { readonly thumb?: string; readonly token?: string | undefined } = {},
): string {
  const { thumb, token } = options;
  const parts = [record.collectionId, record.id, name].map((each) =>
    encodeURIComponent(String(each)),
  );
  const query = new URLSearchParams({
    ...(thumb && { thumb }),
    ...(token && { token }),
  }).toString();
  return `/api/v1/files/${parts.join("/")}${query === "" ? "" : `?${query}`}`;
}
