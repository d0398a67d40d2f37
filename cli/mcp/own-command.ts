/** How to start this very program, from anywhere. */
export function ownCommand(): { readonly command: string; readonly args: readonly string[] } {
  // In the executable, sources have paths of their own that no file system knows.
  const isExecutable = /[\\/](?:\$bunfs|~BUN)[\\/]/.test(import.meta.path);
  return { command: process.execPath, args: isExecutable ? [] : [Bun.main] };
}
