import { readdirSync, readFileSync } from "node:fs";

/** Kernel ticks per second; 100 on every Linux that Bun runs on. */
const ticksPerSecond = 100;

/** CPU time of a process and all below it, in microseconds. */
export function cpuMicroseconds(pid: number): number {
  let ticks = 0;
  for (const each of tree(pid)) {
    const fields = stat(each);
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return (ticks * 1_000_000) / ticksPerSecond;
}

/** Resident memory of a process and all below it, in MB: the highest so far, or now. */
export function memoryMegabytes(pid: number, which: "VmHWM" | "VmRSS"): number {
  let kilobytes = 0;
  for (const each of tree(pid)) {
    const status = readFileSync(`/proc/${each}/status`, "utf8");
    kilobytes += Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

function tree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(stat(Number(name))[1]));
    } catch {
      // It ended between the listing and the look.
    }
  }
  const found = [root];
  for (const pid of found) {
    for (const [child, parent] of parents) if (parent === pid) found.push(child);
  }
  return found;
}

/** The fields behind the name in parentheses, which may hold anything. */
function stat(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}
