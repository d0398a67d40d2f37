import { Badge } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

export type Look = readonly [color: string, icon: Icon];

interface IconBadgeProps {
  readonly look: Look;
  readonly title?: string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A state in a word and a picture, so that the colour is not alone in saying it. */
export function IconBadge({ look: [color, Icon], title, className, children }: IconBadgeProps) {
  return (
    <Badge
      color={color}
      leftSection={<Icon size={12} />}
      miw="max-content"
      title={title}
      className={className}
    >
      {children}
    </Badge>
  );
}
