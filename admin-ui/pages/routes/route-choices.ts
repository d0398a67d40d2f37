import type { Route } from "../scripts/script.ts";

/** Each once: one that is missing, or is none, does not compile. */
const methods: Readonly<Record<Route["method"], true>> = {
  GET: true,
  POST: true,
  PUT: true,
  PATCH: true,
  DELETE: true,
};

const access: Readonly<Record<Route["access"], true>> = {
  public: true,
  authenticated: true,
  superuser: true,
  "execute:functions": true,
  "execute:rpc": true,
  "execute:jobs": true,
  "mcp:read": true,
  "mcp:write": true,
  "mcp:admin": true,
  "mcp:sql": true,
  "read:tables": true,
  "write:tables": true,
  "read:schema": true,
  "read:storage": true,
  "write:storage": true,
  "read:vectors": true,
  "read:metrics": true,
  admin: true,
};

export const routeMethods = Object.keys(methods) as Route["method"][];
export const routeAccess = Object.keys(access) as Route["access"][];
