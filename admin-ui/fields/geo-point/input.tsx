import { Group, Input, NumberInput } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";
import { fieldsText } from "../strings.ts";
import { readPoint } from "./point.ts";

const WorldMap = lazy(async () => ({ default: (await import("./world-map.tsx")).WorldMap }));

/** Two numbers, and a map that asks nobody else for its pictures. */
export function GeoPointInput(props: InputProps) {
  const point = readPoint(props.value);
  return (
    <Input.Wrapper {...frameOf(props)} labelElement="div">
      <Group gap="xs" grow mb="xs">
        <NumberInput
          aria-label={fieldsText.longitude}
          leftSection="lon"
          min={-180}
          max={180}
          decimalScale={6}
          value={point.lon}
          onChange={(lon) => props.onChange({ ...point, lon: Number(lon) })}
        />
        <NumberInput
          aria-label={fieldsText.latitude}
          leftSection="lat"
          min={-90}
          max={90}
          decimalScale={6}
          value={point.lat}
          onChange={(lat) => props.onChange({ ...point, lat: Number(lat) })}
        />
      </Group>
      <Suspense fallback={null}>
        <WorldMap point={point} onChoose={props.onChange} />
      </Suspense>
    </Input.Wrapper>
  );
}
