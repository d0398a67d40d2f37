// `npm run screenshots [-- PAGE …]`: pictures of the admin page, into dist/screenshots.
import { join } from "node:path";
import { freshExecutable } from "./executable.ts";

const root = join(import.meta.dir, "..", "..");
await freshExecutable();
const child = Bun.spawn([process.execPath, "test", "./test/e2e/admin-screenshots.ts"], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, PAGES: process.argv.slice(2).join(" ") },
});
process.exit(await child.exited);
