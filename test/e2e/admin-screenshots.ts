// Every page, light and dark, at 1280 and on a phone, into dist/screenshots.
// Words in PAGES choose some of them.
import { test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { adminPages } from "./admin-pages.ts";
import { startAdmin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

const folder = join(import.meta.dir, "..", "..", "dist", "screenshots");
const wanted = (process.env.PAGES ?? "").split(" ").filter((each) => each !== "");
const looks = (["light", "dark"] as const).flatMap((scheme) => [
  { scheme, size: "wide", width: 1280, height: 800 },
  { scheme, size: "phone", width: 390, height: 844 },
]);

test("screenshots", async () => {
  await mkdir(folder, { recursive: true });
  const admin = await startAdmin();
  await fillAdmin(admin);
  for (const { name, path, ready, signedOut } of adminPages) {
    if (wanted.length > 0 && !wanted.some((each) => name.includes(each))) continue;
    for (const { size, ...look } of looks) {
      const { page, context, trouble } = await admin.open(path, {
        ...look,
        signedOut: signedOut ?? false,
      });
      await ready(page).catch(async (thrown: unknown) => {
        await page.screenshot({ path: join(folder, "failed.png") });
        throw new Error(`${name} ${size} ${look.scheme}: ${trouble.join("\n")}`, { cause: thrown });
      });
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(folder, `${name}-${size}-${look.scheme}.png`) });
      await context.close();
    }
    console.log(name);
  }
  await admin.close();
}, 600_000);
