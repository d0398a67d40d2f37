import { UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./disclosure-button.module.css";

interface DisclosureButtonProps {
  readonly isOpen: boolean;
  /** Where what it says does not tell what it opens. */
  readonly label?: string;
  /** Absent in a table's row that takes the click itself: the keyboard still has a button to press. */
  readonly onToggle?: () => void;
  readonly children: ReactNode;
}

/** Unfolds what is below it. */
export function DisclosureButton({ isOpen, label, onToggle, children }: DisclosureButtonProps) {
  return (
    <UnstyledButton
      className={styles.button}
      aria-expanded={isOpen}
      aria-label={label}
      onClick={onToggle}
    >
      <IconChevronRight size={14} />
      {children}
    </UnstyledButton>
  );
}
