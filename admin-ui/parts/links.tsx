import {
  ActionIcon,
  Button,
  Card,
  type ActionIconProps,
  type ButtonProps,
  type CardProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type AnchorProps<Own> = Own &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Own> & { ref?: Ref<HTMLAnchorElement> };

/** Links that look like something else, and know the pages' addresses. */
export const LinkButton = createLink((props: AnchorProps<ButtonProps>) => (
  <Button component="a" {...props} />
));

export const LinkIcon = createLink((props: AnchorProps<ActionIconProps>) => (
  <ActionIcon component="a" {...props} />
));

export const LinkCard = createLink((props: AnchorProps<CardProps>) => (
  <Card component="a" {...props} />
));
