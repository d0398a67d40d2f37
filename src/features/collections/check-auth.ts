import type { Services } from "../../kernel/context.ts";
import type { Problem, Problems } from "../../kernel/failure.ts";
import {
  templateKinds,
  tokenKinds,
  type AuthOptions,
  type MailTemplate,
  type OAuth2Provider,
} from "./auth-options.ts";
import { superusersId, type Collection } from "./collection.ts";
import { hasUniqueIndex } from "./collection-indexes.ts";
import { blank, problem } from "./fields/casting.ts";

/** What is wrong with an auth collection's options, shaped like them. A way that is off is not asked. */
export function checkAuth(
  draft: Collection,
  checkKnown: Services["checkProvider"],
): Record<string, Problem | Problems> {
  const { auth } = draft;
  if (!auth) return {};
  return {
    ...(auth.manageRule === "" && { manageRule: emptyManageRule }),
    ...named("authAlert", named("emailTemplate", checkTemplate(auth.authAlert.emailTemplate))),
    ...named("passwordAuth", checkPasswordAuth(draft, auth)),
    ...named("oauth2", checkOAuth2(auth, checkKnown)),
    ...named("otp", checkOtp(auth)),
    ...named("mfa", checkMfa(auth)),
    ...checkTokens(auth),
    ...Object.assign({}, ...templateKinds.map((kind) => named(kind, checkTemplate(auth[kind])))),
    ...(draft.id === superusersId && checkSuperusers(auth)),
  };
}

type Found = Record<string, Problem | Problems>;

/** What people sign in with has to be theirs alone. */
function checkPasswordAuth({ fields, indexes }: Collection, { passwordAuth }: AuthOptions): Found {
  const { enabled, identityFields } = passwordAuth;
  if (!enabled) return {};
  if (identityFields.length === 0) return { identityFields: blank };
  for (const fieldName of identityFields) {
    if (!fields.some((field) => field.name === fieldName)) {
      const message = `There is no field ${fieldName}.`;
      return { identityFields: problem("validation_missing_field", message, { fieldName }) };
    }
    if (!hasUniqueIndex(indexes, fieldName)) {
      const message = `${fieldName} needs a unique index: two people could share a value.`;
      const code = "validation_missing_unique_constraint";
      return { identityFields: problem(code, message, { fieldName }) };
    }
  }
  return {};
}

function checkOAuth2({ oauth2 }: AuthOptions, checkKnown: Services["checkProvider"]): Found {
  if (!oauth2.enabled) return {};
  const seen = new Set<string>();
  const providers: Found = {};
  oauth2.providers.forEach((provider, position) => {
    const { name } = provider;
    const twice = problem("validation_duplicated_provider", `${name} is listed twice.`, { name });
    const found = seen.has(name)
      ? { name: twice }
      : { ...(name !== "" && checkKnown(provider)), ...checkProvider(provider) };
    if (Object.keys(found).length > 0) providers[position] = found;
    seen.add(name);
  });
  return named("providers", providers);
}

function checkProvider(provider: OAuth2Provider): Found {
  const found: Found = {};
  for (const name of ["name", "clientId", "clientSecret"] as const) {
    if (provider[name] === "") found[name] = blank;
  }
  for (const name of ["authURL", "tokenURL", "userInfoURL"] as const) {
    const url = provider[name];
    if (url !== "" && !/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
      found[name] = problem("validation_is_url", "Must be a valid URL.");
    }
  }
  return found;
}

function checkOtp({ otp }: AuthOptions): Found {
  if (!otp.enabled) return {};
  return {
    ...named("emailTemplate", checkTemplate(otp.emailTemplate)),
    ...between("duration", otp.duration, 10, aDay),
    ...between("length", otp.length, 4, 100),
  };
}

function checkMfa({ mfa, passwordAuth, otp, oauth2 }: AuthOptions): Found {
  if (!mfa.enabled) return {};
  const ways = [passwordAuth, otp, oauth2].filter((way) => way.enabled).length;
  const few = problem(
    "validation_mfa_not_enough_auths",
    "Two ways to sign in must be enabled: passwordAuth, otp or oauth2.",
  );
  return {
    ...between("duration", mfa.duration, 10, aDay),
    ...(ways < 2 && { enabled: few }),
  };
}

function checkTokens(auth: AuthOptions): Found {
  const found = tokenKinds.map((kind) => {
    const { duration, secret } = auth[kind];
    return named(kind, {
      ...between("duration", duration, 10, threeYears),
      ...((secret.length < 30 || secret.length > 255) && { secret: wrongLength }),
    });
  });
  return Object.assign({}, ...found) as Found;
}

function checkTemplate({ subject, body }: MailTemplate): Found {
  return { ...(subject === "" && { subject: blank }), ...(body === "" && { body: blank }) };
}

/** Whoever runs the server can always come in with their password, and with nobody else's word. */
function checkSuperusers({ passwordAuth, oauth2 }: AuthOptions): Found {
  const fixed = (message: string) => ({ enabled: problem("validation_system_option", message) });
  return {
    ...(!passwordAuth.enabled && { passwordAuth: fixed("Superusers keep their passwords.") }),
    ...(oauth2.enabled && { oauth2: fixed("Superusers cannot sign in with OAuth2.") }),
  };
}

/** What is wrong with a number that is to lie between two others; 0 is one that was left out. */
export function between(name: string, value: number, min: number, max: number): Found {
  if (value === 0) return { [name]: blank };
  if (value < min) {
    const code = "validation_min_greater_equal_than_required";
    return { [name]: problem(code, `Must be no less than ${min}.`, { threshold: min }) };
  }
  if (value <= max) return {};
  const code = "validation_max_less_equal_than_required";
  return { [name]: problem(code, `Must be no greater than ${max}.`, { threshold: max }) };
}

function named(name: string, found: Found): Found {
  return Object.keys(found).length > 0 ? { [name]: found } : {};
}

const aDay = 24 * 60 * 60;
/** PocketBase's longest, and longer than anybody remembers a session. */
const threeYears = 94_670_856;

const wrongLength = problem(
  "validation_length_out_of_range",
  "The length must be between 30 and 255.",
  { min: 30, max: 255 },
);

const emptyManageRule = problem(
  "validation_nil_or_not_empty_required",
  "Everybody would manage every account: write a rule, or null for superusers only.",
);
