import { Input, Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";

const RichText = lazy(async () => ({ default: (await import("./rich-text.tsx")).RichText }));

/** Formatted text; its editor comes when it is needed. */
export function EditorInput(props: InputProps) {
  return (
    <Suspense
      fallback={
        <Input.Wrapper {...frameOf(props)}>
          <Skeleton height={180} />
        </Input.Wrapper>
      }
    >
      <RichText {...props} />
    </Suspense>
  );
}
