/** Nothing besides what all fields have. */
export function GeoPointSettings() {
  return null;
}
