/**
 * Whether an address leads to one of these hosts. They are written as in addresses: `localhost` with
 * whatever port, `10.0.0.5:3000` and `[::1]:80` with this one alone.
 */
export function isAmongHosts(url: URL, hosts: readonly string[]): boolean {
  const port = url.port || defaultPorts[url.protocol];
  return hosts.some((host) => host === url.hostname || host === `${url.hostname}:${port}`);
}

/** Whether anything can be at this host, as `isAmongHosts` takes it. */
export function isHost(text: string): boolean {
  const url = URL.parse(`http://${text}`);
  return url !== null && text !== "" && isAmongHosts(url, [text]);
}

const defaultPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };
