/** How a record proved who it is. */
export interface SignIn {
  /** As it stands in `_mfas`. */
  readonly method: "password" | "otp" | "oauth2";
  readonly mfaId?: string | undefined;
  readonly expand?: string | undefined;
}
