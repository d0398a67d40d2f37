export const sortableText = {
  handle: (name: string) => `Move ${name}: Space, then the arrow keys`,
  hint: "Space picks it up, the arrow keys move it, Space puts it down, Escape puts it back.",
  lifted: (name: string, place: number) => `${name} is picked up at position ${place}`,
  over: (name: string, place: number, of: number) => `${name} is at position ${place} of ${of}`,
  dropped: (name: string, place: number) => `${name} stays at position ${place}`,
} as const;
