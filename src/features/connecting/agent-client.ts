/** How an agent reaches Vaultbase. */
export type Reach = ByProgram | ByHttp;

/** The client starts a program and speaks on its standard input and output. */
export interface ByProgram {
  readonly via: "program";
  readonly command: string;
  readonly args: readonly string[];
  readonly token: string;
}

export interface ByHttp {
  readonly via: "http";
  /** Of the MCP endpoint itself. */
  readonly url: string;
  readonly token: string;
}

export const platforms = ["linux", "macos", "windows"] as const;
export type Platform = (typeof platforms)[number];

/** json: without comments. jsonc: with comments and trailing commas. */
export type ConfigFormat = "json" | "jsonc" | "toml";

/** A program that agents live in, as far as connecting one takes. */
export interface AgentClient {
  /** As it is called on the command line: `claude-desktop`. */
  readonly id: string;
  readonly title: string;
  /** Its own file for every project, `~` and variables as they are written on that system. */
  readonly config: Readonly<Record<Platform, string>>;
  /** A variable that names another folder for that file. */
  readonly configFolder?: string;
  readonly format: ConfigFormat;
  /** The key its servers stand under. */
  readonly serversKey: string;
  /** What stands there for a server it reaches like this; null where it cannot. */
  entry(reach: Reach): Readonly<Record<string, unknown>> | null;
  /** The words of a command that does the same, where it has one. */
  command?(name: string, reach: Reach): readonly string[] | null;
  /** An address that opens the client and asks whether to add the server. */
  link?(name: string, reach: Reach): string | null;
  /** What the person does next. */
  readonly next: string;
  /** Tools of all servers beyond which it drops some or serves its model badly. */
  readonly maxTools?: number;
  /** A tool's name as its model sees it, and how many characters it may have. */
  readonly toolName?: { spell(server: string, tool: string): string; readonly max: number };
}

export const tokenVariable = "VAULTBASE_MCP_TOKEN";

/** What most clients write for a program. */
export function programEntry({ command, args, token }: ByProgram): Record<string, unknown> {
  return { command, args: [...args], env: { [tokenVariable]: token } };
}

export function bearer({ token }: Pick<Reach, "token">): string {
  return `Bearer ${token}`;
}
