import { Input, Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";

const DatePicker = lazy(async () => ({
  default: (await import("./date-picker.tsx")).DatePicker,
}));

/** The calendar comes when it is needed. */
export function DateInput(props: InputProps) {
  return (
    <Suspense
      fallback={
        <Input.Wrapper {...frameOf(props)}>
          <Skeleton height={36} />
        </Input.Wrapper>
      }
    >
      <DatePicker {...props} />
    </Suspense>
  );
}
