import type { Feature } from "../../kernel/feature.ts";
import { seedRecords } from "./seed-records.ts";

/** Made-up records, for trying things out. */
export const seeding = {
  name: "seeding",
  operations: [seedRecords],
  migrations: [],
} satisfies Feature;
