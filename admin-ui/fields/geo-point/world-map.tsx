import { useMemo, type MouseEvent } from "react";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import land from "world-atlas/land-110m.json";
import { fieldsText } from "../strings.ts";
import type { Point } from "./point.ts";
import styles from "./world-map.module.css";

interface WorldMapProps {
  readonly point: Point;
  readonly onChoose: (point: Point) => void;
}

/** Longitude to the right, latitude upwards, a degree by a degree. */
export function WorldMap({ point, onChoose }: WorldMapProps) {
  const outline = useMemo(drawLand, []);
  const choose = (event: MouseEvent<SVGSVGElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const lon = ((event.clientX - left) / width) * 360 - 180;
    const lat = 90 - ((event.clientY - top) / height) * 180;
    onChoose({ lon: Number(lon.toFixed(3)), lat: Number(lat.toFixed(3)) });
  };
  return (
    <svg
      className={styles.map}
      viewBox="-180 -90 360 180"
      role="img"
      aria-label={fieldsText.map}
      onClick={choose}
    >
      <path d={outline} className={styles.land} />
      <circle cx={point.lon} cy={-point.lat} r={7} className={styles.halo} />
      <circle cx={point.lon} cy={-point.lat} r={2.6} className={styles.point} />
    </svg>
  );
}

function drawLand(): string {
  // The package has no types for its contents.
  const topology = land as unknown as Topology<{ land: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.land);
  const rings = features.flatMap(({ geometry }) => {
    if (geometry.type === "Polygon") return geometry.coordinates;
    return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
  });
  return rings
    .map(
      (ring) =>
        `M${ring.map(([lon = 0, lat = 0]) => `${lon.toFixed(1)} ${(-lat).toFixed(1)}`).join("L")}Z`,
    )
    .join("");
}
