import {
  IconBraces,
  IconCalendar,
  IconCalendarClock,
  IconHash,
  IconLetterT,
  IconLink,
  IconList,
  IconLock,
  IconMail,
  IconMapPin,
  IconPaperclip,
  IconShare3,
  IconToggleLeft,
  IconTypography,
  IconVector,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { FieldTypeName } from "../../src/product.ts";

/** What a field type is called and looks like, wherever one is named. */
export interface FieldKind {
  readonly label: string;
  /** For somebody who chooses one. */
  readonly description: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
}

/**
 * One entry per type: a new type of the product does not compile before it has one. What differs
 * further is in `fields/<type>/`, gathered in `cells.ts`, `inputs.ts` and `settings.ts`.
 */
export const fieldKinds: Readonly<Record<FieldTypeName, FieldKind>> = {
  text: { label: "Text", description: "Words, names, slugs", icon: IconLetterT },
  editor: { label: "Rich text", description: "Formatted text, as HTML", icon: IconTypography },
  number: { label: "Number", description: "Amounts, ratings, years", icon: IconHash },
  bool: { label: "Yes or no", description: "A switch", icon: IconToggleLeft },
  email: { label: "E-mail", description: "An address for mail", icon: IconMail },
  url: { label: "URL", description: "A link", icon: IconLink },
  date: { label: "Date", description: "A moment, kept in UTC", icon: IconCalendar },
  autodate: {
    label: "Automatic date",
    description: "When it was created or changed",
    icon: IconCalendarClock,
  },
  select: { label: "Choice", description: "One or some of a fixed list", icon: IconList },
  relation: { label: "Relation", description: "Records of a collection", icon: IconShare3 },
  file: { label: "File", description: "Pictures, documents", icon: IconPaperclip },
  json: { label: "JSON", description: "Anything structured", icon: IconBraces },
  geoPoint: { label: "Place", description: "Longitude and latitude", icon: IconMapPin },
  vector: { label: "Vector", description: "An embedding, for likeness", icon: IconVector },
  password: { label: "Password", description: "Kept as a hash, never shown", icon: IconLock },
};
