import { defineCommand } from "citty";
import { changeKey } from "../src/app.ts";
import { Failure } from "../src/kernel/failure.ts";
import { openVault, vaultWith } from "../src/kernel/vault.ts";
import { dataDirectory, directoryArguments } from "./arguments.ts";
import { keyFromEnvironment } from "./encryption-key.ts";
import type { Command } from "./find-command.ts";

const key: Command = defineCommand({
  meta: { name: "key", description: "Make a key for VAULTBASE_ENCRYPTION_KEY" },
  run() {
    console.log(Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64"));
  },
});

const rotate: Command = {
  ...defineCommand({
    meta: {
      name: "rotate",
      description:
        "Seal the secrets of a data directory with a new key, for the first time with VAULTBASE_ENCRYPTION_KEY",
    },
    args: {
      ...directoryArguments,
      decrypt: { type: "boolean", description: "Keep them without a key from now on" },
    },
    async run({ args }) {
      const present = await keyFromEnvironment("VAULTBASE_ENCRYPTION_KEY");
      const next = await keyFromEnvironment("VAULTBASE_NEW_ENCRYPTION_KEY");
      if (args.decrypt && next) {
        throw new Failure("invalid", "There is a new key, and --decrypt wants none.", {
          hint: "Take VAULTBASE_NEW_ENCRYPTION_KEY away, or leave out --decrypt.",
        });
      }
      const from = present ? vaultWith(present) : openVault;
      const to = args.decrypt ? openVault : next ? vaultWith(next) : from;
      const { before, after } = await changeKey(dataDirectory(args.dir), from, to);
      const name = (keyId: string | null) => keyId ?? "no key";
      console.log(`The secrets were sealed with ${name(before)}, and are now with ${name(after)}.`);
      console.error("Restart whatever works on this data directory with the new key.");
    },
  }),
  examples: [
    "VAULTBASE_ENCRYPTION_KEY=… vaultbase encryption rotate",
    "VAULTBASE_ENCRYPTION_KEY=OLD VAULTBASE_NEW_ENCRYPTION_KEY=NEW vaultbase encryption rotate",
    "VAULTBASE_ENCRYPTION_KEY_FILE=/run/secrets/key vaultbase encryption rotate --decrypt",
  ],
};

export const encryption: Command = {
  meta: { name: "encryption", description: "The key that secrets at rest are sealed with" },
  subCommands: { key, rotate },
};
