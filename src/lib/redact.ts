/**
 * Text that may be kept: what carries a secret by its name in a query, and what looks like one of
 * our tokens or a JWT anywhere, becomes `***`.
 */
export function redact(text: string): string {
  const named = text.includes("=") ? text.replaceAll(secretParameter, "$1***") : text;
  return /eyJ|vbat_/.test(named) ? named.replaceAll(token, "***") : named;
}

const secretParameter =
  /([?&][^=&#\s]*(?:token|password|secret|passwd|pwd|code|key|otp|auth|signature|state)[^=&#\s]*=)[^&#\s]*/gi;

const token = /\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bvbat_[\w.-]+/g;
