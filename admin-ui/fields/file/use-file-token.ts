import { useRead } from "../../client/use-read.ts";
import type { Field } from "../../../src/product.ts";

/** How long a token is used: it lives for about two minutes. */
const tokenMs = 90_000;

/** For the addresses of a protected field's files; undefined while it is on its way, or not needed. */
export function useFileToken({ protected: isProtected }: Field): string | undefined {
  const needed = isProtected === true;
  return useRead("files.createToken", {}, { enabled: needed, refetchInterval: tokenMs }).data
    ?.token;
}
