import { audit } from "./features/audit/feature.ts";
import { auth } from "./features/auth/feature.ts";
import { backups } from "./features/backups/feature.ts";
import { collections } from "./features/collections/feature.ts";
import { connecting } from "./features/connecting/feature.ts";
import { crons } from "./features/crons/feature.ts";
import { files } from "./features/files/feature.ts";
import { flags } from "./features/flags/feature.ts";
import { health } from "./features/health/feature.ts";
import { history } from "./features/history/feature.ts";
import { hooks } from "./features/hooks/feature.ts";
import { importing } from "./features/importing/feature.ts";
import { jobs } from "./features/jobs/feature.ts";
import { logs } from "./features/logs/feature.ts";
import { mcp } from "./features/mcp/feature.ts";
import { metrics } from "./features/metrics/feature.ts";
import { prompts } from "./features/prompts/feature.ts";
import { realtime } from "./features/realtime/feature.ts";
import { records } from "./features/records/feature.ts";
import { routes } from "./features/routes/feature.ts";
import { rules } from "./features/rules/feature.ts";
import { scripts } from "./features/scripts/feature.ts";
import { seeding } from "./features/seeding/feature.ts";
import { security } from "./features/security/feature.ts";
import { settings } from "./features/settings/feature.ts";
import { sql } from "./features/sql/feature.ts";
import { types } from "./features/types/feature.ts";
import { upkeep } from "./features/upkeep/feature.ts";
import { webhooks } from "./features/webhooks/feature.ts";
import type { Feature } from "./kernel/feature.ts";

const product = [
  settings,
  collections,
  records,
  rules,
  auth,
  files,
  realtime,
  flags,
  webhooks,
  scripts,
  hooks,
  routes,
  importing,
  seeding,
  sql,
  types,
  history,
  connecting,
  prompts,
  audit,
  logs,
  metrics,
  mcp,
  backups,
  security,
  upkeep,
  crons,
  jobs,
  health,
];

/** The table of contents, in reading order, which is also the order features start in. */
export const features: readonly Feature[] = product;

/** What the product can do, each with its exact types, for clients that are compiled with it. */
export type ProductOperation = (typeof product)[number]["operations"][number];
export type { Collection } from "./features/collections/collection.ts";
export type { Field, FieldTypeName } from "./features/collections/field.ts";
export type { Flag, FlagRule, FlagType, Share } from "./features/flags/flag.ts";
export type { TargetingCondition, TargetingOperator } from "./features/flags/targeting.ts";
export type { Scope } from "./kernel/scope.ts";
export type { Settings } from "./features/settings/settings.ts";
export type { SettingDescription, SettingGroup } from "./features/settings/describe-settings.ts";
