import { pageTitles } from "../../strings.ts";

export const superusersText = {
  title: pageTitles.superusers,
  description: "They may do everything, here and over the API.",
  add: "Add superuser",
  addTitle: "Add a superuser",
  added: (email: string) => `${email} can sign in now.`,
  you: "you",
  created: "Created",
  updated: "Changed",
  changePassword: "Change password",
  changePasswordTitle: (email: string) => `New password for ${email}`,
  changePasswordNote:
    "It ends this superuser's sessions and every token they minted. Agents that use those stop.",
  passwordChanged: (email: string) => `${email} has a new password.`,
  newPassword: "New password",
  signOutEverywhere: "Sign out everywhere",
  signOutEverywhereText: (email: string) =>
    `Every session of ${email} ends, and so does every token they minted.`,
  signedOut: ({ tokens }: { tokens: number }) =>
    tokens === 0 ? "Signed out everywhere." : `Signed out everywhere; ${tokens} tokens ended.`,
  deleteTitle: (email: string) => `Delete ${email}?`,
  deleteText: "Their sessions and the tokens they minted end. The last superuser stays.",
  deleted: (email: string) => `${email} is no superuser any more.`,
} as const;
