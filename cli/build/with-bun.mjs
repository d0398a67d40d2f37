// Runs a script of this project with the pinned Bun, on a machine that may have Node only.
// Plain JavaScript without dependencies, because it is what brings the dependencies.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const pinned = devDependencies.bun;
const stamp = join(root, "node_modules", ".installed");
const [script, ...args] = process.argv.slice(2);

if (!script) {
  console.error("usage: node cli/build/with-bun.mjs SCRIPT [ARGUMENTS]");
  process.exit(2);
}
if (isStale()) install();
runWithBun([join(root, script), ...args]);

/** True where the dependencies were never installed, or the lock file has changed since. */
function isStale() {
  if (!existsSync(stamp) || !findBun()) return true;
  return statSync(join(root, "bun.lock")).mtimeMs > statSync(stamp).mtimeMs;
}

function install() {
  console.error("Installing dependencies …");
  const command = ["install", "--frozen-lockfile"];
  const bun = findBun();
  const outcome = bun
    ? spawnSync(bun, command, { cwd: root, stdio: ["ignore", 2, 2] })
    : spawnSync("npm", ["exec", "--yes", `--package=bun@${pinned}`, "--", "bun", ...command], {
        cwd: root,
        stdio: ["ignore", 2, 2],
        shell: process.platform === "win32",
      });
  if (outcome.status !== 0 || !findBun()) {
    console.error(
      `The dependencies could not be installed (${outcome.error?.message ?? `exit code ${outcome.status}`}).\n` +
        "Check the network and the npm registry, remove node_modules, and run the command again.",
    );
    process.exit(1);
  }
  writeFileSync(stamp, "");
}

/** The pinned Bun's executable: this process, or the one in node_modules; undefined before the install. */
function findBun() {
  if (process.versions.bun === pinned) return process.execPath;
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const architecture = process.arch === "arm64" ? "aarch64" : process.arch;
  // Its install script moves the executable into the `bun` package; where npm or a policy skipped
  // the script, it is still in the platform's own package.
  const places = ["", "-baseline", "-musl", "-musl-baseline"].map((variant) =>
    join(
      "@oven",
      `bun-${platform}-${architecture}${variant}`,
      "bin",
      platform === "windows" ? "bun.exe" : "bun",
    ),
  );
  return [join("bun", "bin", "bun.exe"), ...places]
    .map((place) => join(root, "node_modules", place))
    .find(isPinnedBun);
}

function isPinnedBun(file) {
  if (!existsSync(file)) return false;
  const { status, stdout } = spawnSync(file, ["--version"], { encoding: "utf8" });
  return status === 0 && stdout.trim() === pinned;
}

/** Hands over: same terminal, same signals, same exit code. */
function runWithBun(command) {
  const bun = findBun();
  const path = [dirname(bun), process.env.PATH].join(delimiter);
  const child = spawn(bun, command, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: path },
  });
  // A terminal sends Ctrl-C to the child as well; twice would read as impatience.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
