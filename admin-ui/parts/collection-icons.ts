import { IconEye, IconTable, IconUser } from "@tabler/icons-react";

export const collectionIcons = { base: IconTable, auth: IconUser, view: IconEye } as const;
