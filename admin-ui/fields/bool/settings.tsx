/** Nothing besides what all fields have. */
export function BoolSettings() {
  return null;
}
