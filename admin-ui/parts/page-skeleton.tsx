import { Skeleton, Stack } from "@mantine/core";

/** A page that is on its way. */
export function PageSkeleton() {
  return (
    <Stack gap="lg" p="lg" aria-busy="true">
      <Skeleton height={28} width={220} />
      <RowsSkeleton />
    </Stack>
  );
}

/** Rows that are on their way. */
export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <Stack gap="xs" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={34} />
      ))}
    </Stack>
  );
}
