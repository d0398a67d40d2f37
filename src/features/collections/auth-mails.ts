/**
 * What mails say until somebody writes other words. The links lead to pages of our own that work
 * without an app (`/_/auth/…`).
 */
export const verify = {
  subject: "Confirm your address for {APP_NAME}",
  body: mail(
    "Please confirm that this address is yours.",
    "confirm-verification",
    "Confirm address",
    "You have no account at {APP_NAME}? Then somebody mistyped theirs, and there is nothing to do.",
  ),
};

export const resetPassword = {
  subject: "A new password for {APP_NAME}",
  body: mail(
    "This link lets you choose a new password.",
    "confirm-password-reset",
    "Choose password",
    "If you did not ask for one, nothing has changed and you can leave this mail alone.",
  ),
};

export const confirmEmailChange = {
  subject: "Confirm your new address for {APP_NAME}",
  body: mail(
    "Please confirm that your account shall use this address from now on.",
    "confirm-email-change",
    "Use this address",
    "If you did not ask for this, leave this mail alone and the address stays as it was.",
  ),
};

export const oneTimePassword = {
  subject: "{OTP} signs you in to {APP_NAME}",
  body: `<p>Hello,</p>
<p>your one-time password is <strong>{OTP}</strong>.</p>
<p>If you are not signing in right now, somebody else may be trying to: do not pass it on.</p>
<p>{APP_NAME}</p>`,
};

export const newOrigin = {
  subject: "A sign-in to {APP_NAME} from a new place",
  body: `<p>Hello,</p>
<p>somebody just signed in to your account from a place that we have not seen before:</p>
<p><em>{ALERT_INFO}</em></p>
<p>If that was you, all is well. <strong>If not, change your password now</strong>: that ends every session.</p>
<p>{APP_NAME}</p>`,
};

function mail(request: string, page: string, button: string, otherwise: string): string {
  return `<p>Hello,</p>
<p>${request}</p>
<p><a href="{APP_URL}/_/auth/${page}/{TOKEN}">${button}</a></p>
<p>${otherwise}</p>
<p>{APP_NAME}</p>`;
}
