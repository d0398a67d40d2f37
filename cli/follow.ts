import { defineCommand } from "citty";
import { jsonArgument, targetArguments } from "./arguments.ts";
import { type Target, withTarget } from "./choose-caller.ts";
import type { Command } from "./find-command.ts";
import { operationGroups } from "./operation-commands.ts";
import { visible } from "./print.ts";
import { momentText } from "../src/lib/moment.ts";

type Entry = Readonly<Record<string, unknown>>;

/** A group whose newest entries can be watched. */
interface Followed {
  readonly group: "logs" | "audit";
  readonly description: string;
  /** Entries that began at this time or later, in any order. */
  since(target: Target, moment: Date): Promise<readonly Entry[]>;
  line(entry: Entry): string;
}

const logs: Followed = {
  group: "logs",
  description: "Print log entries as they come, until Ctrl-C",
  async since({ call }, moment) {
    const filter = `created >= "${momentText(moment)}"`;
    const { items } = await call("logs.list", { filter, perPage: 1000, skipTotal: true });
    return items as Entry[];
  },
  line({ created, message, data }) {
    const { status, outcome, execTime, error } = data as Entry;
    const took = typeof execTime === "number" ? `${Math.round(execTime)}ms` : undefined;
    return words([created, status ?? outcome, message, took, error]);
  },
};

const audit: Followed = {
  group: "audit",
  description: "Print audit entries as they come, until Ctrl-C",
  async since({ call }, moment) {
    return (await call("audit.list", { from: moment.toISOString(), perPage: 500 }))
      .items as Entry[];
  },
  line: ({ at, actor, client, operation, outcome, changedCount }) =>
    words([at, actor, operation, outcome, Number(changedCount) || undefined, client]),
};

export const followedLogs: Command = withFollow(logs);
export const followedAudit: Command = withFollow(audit);

function withFollow(followed: Followed): Command {
  const group = operationGroups()[followed.group];
  return { ...group, subCommands: { ...group?.subCommands, follow: followCommand(followed) } };
}

function followCommand(followed: Followed): Command {
  return {
    ...defineCommand({
      meta: { name: "follow", description: followed.description },
      args: { ...targetArguments, ...jsonArgument },
      run: ({ args }) => withTarget(args, (target) => follow(followed, target, args.json === true)),
    }),
    examples: [`vaultbase ${followed.group} follow`, `vaultbase ${followed.group} follow --json`],
  };
}

/** How far back it looks each time: an entry carries the time its call began, and comes when it ended. */
const lookBackMs = 60_000;

async function follow({ since, line }: Followed, target: Target, asJson: boolean): Promise<never> {
  const start = new Date();
  let printed = new Set<unknown>();
  for (;;) {
    const moment = new Date(Math.max(start.getTime(), Date.now() - lookBackMs));
    const entries = await since(target, moment);
    for (const entry of entries.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))) {
      if (!printed.has(entry.id)) {
        process.stdout.write(`${asJson ? JSON.stringify(entry) : line(entry)}\n`);
      }
    }
    printed = new Set(entries.map(({ id }) => id));
    await Bun.sleep(1000);
  }
}

function words(parts: readonly unknown[]): string {
  return visible(parts.filter((part) => part !== undefined && part !== "").join("  "));
}
