// Other people's files: one entry changes, and everything else stays as they wrote it.
import { describe, expect, test } from "bun:test";
import { agentClient, agentClients } from "../../../src/features/connecting/agent-clients.ts";
import { readConfig } from "../../../src/features/connecting/read-config.ts";
import { parse, type ParseError } from "jsonc-parser";
import { Failure } from "../../../src/kernel/failure.ts";

const entry = {
  command: "/opt/vaultbase",
  args: ["mcp", "--dir", "C:\\Users\\a b"],
  env: { A: 'x"y' },
};

interface Case {
  readonly client: string;
  readonly before: string;
  readonly after: string;
}

const cases: Record<string, Case> = {
  "a file that is not there": {
    client: "claude-desktop",
    before: "",
    after: `{\n  "mcpServers": {\n    "vaultbase": ${indented(entry, 4)}\n  }\n}\n`,
  },
  "other servers and settings, tabs": {
    client: "cursor",
    before: `{\n\t"theme": "dark",\n\t"mcpServers": {\n\t\t"other": { "command": "x" }\n\t},\n\t"z": [1,2]\n}`,
    after: `{\n\t"theme": "dark",\n\t"mcpServers": {\n\t\t"other": { "command": "x" },\n\t\t"vaultbase": ${tabbed(entry)}\n\t},\n\t"z": [1,2]\n}`,
  },
  "comments, trailing commas, a link's worth of spaces": {
    client: "zed",
    before: `// mine\n{\n  "vim_mode": true, // yes\n  /* servers */\n  "context_servers": {\n    "other": {"command": "x",},\n  },\n}\n`,
    after: `// mine\n{\n  "vim_mode": true, // yes\n  /* servers */\n  "context_servers": {\n    "other": {"command": "x",},\n    "vaultbase": ${indented(entry, 4)},\n  },\n}\n`,
  },
  "a remark beside the neighbour": {
    client: "gemini",
    before: `{\n  "mcpServers": {\n    "a": {} // first\n  }\n}\n`,
    after: `{\n  "mcpServers": {\n    "a": {}, // first\n    "vaultbase": ${indented(entry, 4)}\n  }\n}\n`,
  },
  "all on one line": {
    client: "claude-code",
    before: `{"numStartups":5,"mcpServers":{}}`,
    after: `{"numStartups":5,"mcpServers":{\n    "vaultbase": ${indented(entry, 4)}\n  }}`,
  },
  "Windows' line ends": {
    client: "vscode",
    before: '{\r\n    "inputs": []\r\n}\r\n',
    after: `{\r\n    "inputs": [],\r\n    "servers": {\r\n        "vaultbase": ${indented(entry, 8, 4).replaceAll("\n", "\r\n")}\r\n    }\r\n}\r\n`,
  },
  "a byte order mark": {
    client: "claude-desktop",
    before: '\uFEFF{\n  "a": 1\n}',
    after: `\uFEFF{\n  "a": 1,\n  "mcpServers": {\n    "vaultbase": ${indented(entry, 4)}\n  }\n}`,
  },
  "an entry of ours that is out of date": {
    client: "windsurf",
    before: `{\n  "mcpServers": {\n    "vaultbase": {"command": "curl"},\n    "b": {}\n  }\n}\n`,
    after: `{\n  "mcpServers": {\n    "vaultbase": ${indented(entry, 4)},\n    "b": {}\n  }\n}\n`,
  },
  "TOML with comments and other servers": {
    client: "codex",
    before: `# mine\nmodel = "gpt-5"   # best\nbig = 9223372036854775807\nat = 2026-01-01T00:00:00Z\n\n[mcp_servers.other]\ncommand = "npx"\nargs = [\n  "-y", # yes\n]\n\n[profiles.a]\nmodel = 'o3'\n`,
    after: `# mine\nmodel = "gpt-5"   # best\nbig = 9223372036854775807\nat = 2026-01-01T00:00:00Z\n\n[mcp_servers.other]\ncommand = "npx"\nargs = [\n  "-y", # yes\n]\n\n[profiles.a]\nmodel = 'o3'\n\n[mcp_servers.vaultbase]\ncommand = "/opt/vaultbase"\nargs = [ "mcp", "--dir", "C:\\\\Users\\\\a b" ]\n\n[mcp_servers.vaultbase.env]\nA = "x\\"y"\n`,
  },
  "TOML with an entry of ours in the middle": {
    client: "codex",
    before: `[mcp_servers.vaultbase]\ncommand = "curl"\n\n[ mcp_servers . "vaultbase" . env ] # old\nB = "c"\n\n[z]\na = 1\n`,
    after: `[z]\na = 1\n\n[mcp_servers.vaultbase]\ncommand = "/opt/vaultbase"\nargs = [ "mcp", "--dir", "C:\\\\Users\\\\a b" ]\n\n[mcp_servers.vaultbase.env]\nA = "x\\"y"\n`,
  },
};

describe.each(Object.entries(cases))("%s", (_, { client, before, after }) => {
  const open = (text: string) => readConfig(agentClient(client), text);

  test("the entry is there, the rest as it was", () => {
    expect(open(before).with("vaultbase", entry)).toBe(after);
  });

  test("once is enough", () => {
    expect(open(after).with("vaultbase", entry)).toBe(after);
  });

  test("what was written can be read, and taken out again", () => {
    expect(open(after).servers.vaultbase).toEqual(entry);
    const left = open(open(after).without("vaultbase"));
    expect(Object.keys(left.servers)).toEqual(
      Object.keys(open(before).servers).filter((name) => name !== "vaultbase"),
    );
  });
});

test("taking out what was put in leaves the text as it was", () => {
  for (const name of [
    "other servers and settings, tabs",
    "TOML with comments and other servers",
  ] as const) {
    const { client, before, after } = cases[name]!;
    expect(readConfig(agentClient(client), after).without("vaultbase").trimEnd()).toBe(
      before.trimEnd(),
    );
  }
});

describe("taking the entry out leaves what is said about its neighbours", () => {
  test.each([
    [
      "the last one",
      '{\n  "servers": {\n    "a": {}, // first\n    "vaultbase": {}\n  }\n}\n',
      '{\n  "servers": {\n    "a": {} // first\n  }\n}\n',
    ],
    [
      "the first one",
      '{\n  "servers": {\n    "vaultbase": {}, // ours\n    // second\n    "a": {}\n  }\n}\n',
      '{\n  "servers": {\n     // ours\n    // second\n    "a": {}\n  }\n}\n',
    ],
    [
      "the only one",
      '{\n  "servers": {\n    "vaultbase": {},\n  },\n}\n',
      '{\n  "servers": {\n  },\n}\n',
    ],
    ["on one line", '{"servers":{"a":{},"vaultbase":{},"b":{}}}', '{"servers":{"a":{},"b":{}}}'],
  ])("%s", (_, before, after) => {
    expect(readConfig(agentClient("vscode"), before).without("vaultbase")).toBe(after);
  });

  test("in TOML", () => {
    const before =
      '[mcp_servers.vaultbase]\n# ours\ncommand = "x"\nargs = [\n  # one\n]\n\n# for work\n[profiles.a]\nb = 1\n';
    const open = (text: string) => readConfig(agentClient("codex"), text);
    expect(open(before).without("vaultbase")).toBe("# for work\n[profiles.a]\nb = 1\n");
    expect(open(before).with("vaultbase", entry)).toContain("# for work\n[profiles.a]\nb = 1\n");
  });
});

test("whatever a file looks like, nothing else in it changes", () => {
  let seed = 1;
  const roll = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % below;
  const pick = <T>(...choices: readonly T[]): T => choices[roll(choices.length)]!;
  const gap = () =>
    pick("", " ", "\n", "\n  ", "\t", "\r\n") + pick("", "", "", pick("// x\n", "/* y */"));
  const value = (depth: number): string =>
    depth > 3
      ? pick("1", "null", '"s\\"}{ //"')
      : pick(
          () => "[1, {}]",
          () => object(depth + 1, []),
        )();
  const object = (depth: number, more: readonly string[]): string => {
    const own = Array.from({ length: roll(3) }, (_, index) =>
      property(`k${depth}${index}`, value(depth)),
    );
    const all = [...own, ...more].map((each) => gap() + each + gap());
    return `{${all.join(",")}${all.length > 0 ? pick("", `,${gap()}`) : ""}${gap()}}`;
  };
  const property = (name: string, text: string) => `"${name}"${gap()}:${gap()}${text}`;
  const remarks = (text: string) => text.match(/\/\/ x|\/\* y/g)?.length ?? 0;
  const read = (text: string) => {
    const errors: ParseError[] = [];
    const root = parse(text, errors, { allowTrailingComma: true });
    expect([text, errors]).toEqual([text, []]);
    return root;
  };
  for (let count = 0; count < 1000; count++) {
    const before = object(0, pick([], [property("servers", object(2, []))]));
    const { servers = {}, ...others } = read(before);
    const added = readConfig(agentClient("vscode"), before).with("vaultbase", entry);
    expect(read(added)).toEqual({ ...others, servers: { ...servers, vaultbase: entry } });
    const removed = readConfig(agentClient("vscode"), added).without("vaultbase");
    expect(read(removed)).toEqual({ ...others, servers });
    expect([remarks(added), remarks(removed)]).toEqual([remarks(before), remarks(before)]);
  }
});

describe("what cannot be understood is refused, with the place", () => {
  test.each([
    ["claude-desktop", '{\n  "mcpServers": {\n    "a": {} "b": {}\n}', "line 3, column 13"],
    ["claude-desktop", "{ // mine\n}", "reads no comments"],
    ["cursor", '{"mcpServers": []}', "is not where Cursor looks for it"],
    ["vscode", "[]", "is not where VS Code looks for it"],
    ["codex", "model = [\n", "It is not valid TOML"],
    ["codex", 'mcp_servers = { vaultbase = { command = "x" } }\n', "not a section of its own"],
    [
      "codex",
      'text = """\n[mcp_servers.vaultbase]\n"""\n[mcp_servers.vaultbase]\ncommand = "x"\n',
      "not a section of its own",
    ],
  ])("%s: %j", (client, text, said) => {
    const { message, hint } = refusal(() =>
      readConfig(agentClient(client), text).with("vaultbase", entry),
    );
    expect(`${message} ${hint}`).toContain(said);
  });
});

test("every client's own snippet is what it reads back", () => {
  const program = { via: "program", command: "x", args: ["mcp"], token: "vbat_1" } as const;
  for (const client of agentClients) {
    const made = client.entry(program)!;
    const text = readConfig(client, "").with("vaultbase", made);
    expect(readConfig(client, text).servers).toEqual({ vaultbase: made });
  }
});

function refusal(work: () => unknown): Failure {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error("it was expected to be refused");
}

function indented(value: object, by: number, step = 2): string {
  return JSON.stringify(value, null, step).replaceAll("\n", `\n${" ".repeat(by)}`);
}

function tabbed(value: object): string {
  return JSON.stringify(value, null, "\t").replaceAll("\n", "\n\t\t");
}
