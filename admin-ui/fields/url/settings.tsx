import { EmailSettings } from "../email/settings.tsx";

/** Hosts are let in, or kept out, as those of addresses are. */
export const UrlSettings = EmailSettings;
