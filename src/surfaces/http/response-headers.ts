/** No cookies are used, so any page may read an answer; what it gets depends on its token. */
export const emptyHeaders = { "access-control-allow-origin": "*" } as const;

export const jsonHeaders = {
  "content-type": "application/json",
  "access-control-allow-origin": "*",
  "x-content-type-options": "nosniff",
} as const;
