import { MultiSelect, NumberInput, Stack, Switch } from "@mantine/core";
import { signInText as words } from "../../strings.ts";
import type { EditorProps } from "../editor-props.ts";
import { MfaSection } from "./mfa-section.tsx";
import { OAuth2Section } from "./oauth2-section.tsx";
import { AuthSection } from "./auth-section.tsx";
import { SecondsInput } from "./seconds-input.tsx";
import { TokensSection } from "./tokens-section.tsx";

/** How the people of a collection sign in, and for how long. */
export function SignInTab(props: EditorProps) {
  const { draft, onChange, problems } = props;
  const { passwordAuth, otp, authAlert } = draft;
  return (
    <Stack gap="md">
      <AuthSection
        title={words.password}
        hint={words.passwordHint}
        enabled={passwordAuth?.enabled ?? false}
        onToggle={(enabled) => onChange({ passwordAuth: { ...passwordAuth, enabled } })}
        problem={problems.passwordAuth}
      >
        <MultiSelect
          label={words.identityFields}
          description={words.identityHint}
          data={draft.fields
            .filter(
              ({ type, name }) => ["text", "email", "url"].includes(type) && name !== "tokenKey",
            )
            .map(({ name }) => name)
            .filter((name) => name !== "" && name !== "id")}
          value={[...(passwordAuth?.identityFields ?? [])]}
          onChange={(identityFields) =>
            onChange({ passwordAuth: { ...passwordAuth, identityFields } })
          }
          error={
            problems["passwordAuth.identityFields"] ?? problems["passwordAuth.identityFields.0"]
          }
        />
      </AuthSection>
      <OAuth2Section {...props} />
      <AuthSection
        title={words.otp}
        hint={words.otpHint}
        enabled={otp?.enabled ?? false}
        onToggle={(enabled) => onChange({ otp: { ...otp, enabled } })}
        problem={problems.otp}
      >
        <NumberInput
          label={words.otpLength}
          min={4}
          allowDecimal={false}
          value={otp?.length ?? ""}
          onChange={(length) => onChange({ otp: { ...otp, length: Number(length) } })}
          error={problems["otp.length"]}
        />
        <SecondsInput
          label={words.otpDuration}
          value={otp?.duration}
          onChange={(duration) => onChange({ otp: { ...otp, duration } })}
          error={problems["otp.duration"]}
        />
      </AuthSection>
      <MfaSection {...props} />
      <Switch
        label={words.alert}
        checked={authAlert?.enabled ?? false}
        onChange={(event) =>
          onChange({ authAlert: { ...authAlert, enabled: event.currentTarget.checked } })
        }
      />
      <TokensSection {...props} />
    </Stack>
  );
}
