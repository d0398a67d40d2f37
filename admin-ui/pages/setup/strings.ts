export const setupText = {
  title: "Set up Vaultbase",
  intro: "Create the first superuser, who may do everything.",
  submit: "Create superuser",
  noToken: "This link is not whole",
  noTokenHint:
    "Open the link as the server printed it when it started. Each start prints a new one and ends the one before.",
} as const;
