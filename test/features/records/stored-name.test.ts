import { expect, test } from "bun:test";
import { storedName } from "../../../src/features/records/stored-name.ts";

/** What a sender calls a file, what its content would be called, and what we call it. */
const rows: [given: string, ofType: string, stored: string][] = [
  ["photo.jpg", ".jpg", "photo_xxxxxxxxxx.jpg"],
  ["Summer Photo-1.JPG", ".jpg", "summer_photo_1_xxxxxxxxxx.JPG"],
  ["CamelCaseName.png", ".png", "camel_case_name_xxxxxxxxxx.png"],
  ["Über größe.txt", ".txt", "uber_gro_e_xxxxxxxxxx.txt"],
  ["backup.tar.gz", ".gz", "backup_xxxxxxxxxx.tar.gz"],
  ["v1.2.csv", ".txt", "v1_2_xxxxxxxxxx.csv"],
  ["a.txt", ".txt", "axxxxxxxxxx_xxxxxxxxxx.txt"],
  ["日本.png", ".png", "xxxxxxxxxx_xxxxxxxxxx.png"],
  ["noext", ".pdf", "noext_xxxxxxxxxx.pdf"],
  ["noext", "", "noext_xxxxxxxxxx"],
  [".htaccess", ".txt", "xxxxxxxxxx_xxxxxxxxxx.htaccess"],
  ["..", ".txt", "xxxxxxxxxx_xxxxxxxxxx.txt"],
  ["../../etc/passwd", ".txt", "passwd_xxxxxxxxxx.txt"],
  ["C:\\docs\\plan.pdf", ".pdf", "plan_xxxxxxxxxx.pdf"],
  ["nul\0byte\r\n.txt", ".txt", "nul_byte_xxxxxxxxxx.txt"],
  ["x.veryveryverylongextension", ".txt", "x_veryveryverylongextension_xxxxxxxxxx.txt"],
  [`${"a".repeat(300)}.txt`, ".txt", `${"a".repeat(100)}_xxxxxxxxxx.txt`],
];

for (const [given, ofType, stored] of rows) {
  test(JSON.stringify(given.slice(0, 40)), () => {
    expect(storedName(given, ofType, (length) => "x".repeat(length))).toBe(stored);
  });
}
