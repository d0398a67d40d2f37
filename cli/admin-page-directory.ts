import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where the built admin page is: inside the executable, or where a build has put it. */
export function adminPageDirectory(): string {
  const inside = join(import.meta.dir, "admin-ui");
  return existsSync(inside) ? inside : join(import.meta.dir, "..", "dist", "admin-ui");
}
