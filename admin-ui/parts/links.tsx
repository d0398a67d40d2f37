import {
  ActionIcon,
  Anchor,
  Button,
  Card,
  type ActionIconProps,
  type AnchorProps,
  type ButtonProps,
  type CardProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type LinkProps<Own> = Own &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Own> & { ref?: Ref<HTMLAnchorElement> };

/** Links that look like something else, and know the pages' addresses. */
export const LinkButton = createLink((props: LinkProps<ButtonProps>) => (
  <Button component="a" {...props} />
));

export const LinkIcon = createLink((props: LinkProps<ActionIconProps>) => (
  <ActionIcon component="a" {...props} />
));

export const LinkCard = createLink((props: LinkProps<CardProps>) => (
  <Card component="a" {...props} />
));

export const LinkText = createLink((props: LinkProps<AnchorProps>) => <Anchor {...props} />);
