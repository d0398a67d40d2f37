import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { etagOf } from "../cached-answer.ts";
import type { Door } from "../http-host.ts";
import { plainPage } from "./plain-page.ts";

/**
 * The admin page at `/_/`. `directory` holds `index.html` and `assets/`, whose names change with their
 * contents; texts are there as `.br` and `.gz`, everything else as it is. Whatever else is below `/_/`
 * is a place within the page.
 */
export function adminPageDoor(directory: string): Door {
  const assets = existsSync(directory) ? findAssets(join(directory, "assets")) : null;
  const html = assets && readPage(directory);
  return {
    paths: ["/_", "/_/", "/_/*"],
    ownLog: true,
    answer(request) {
      if (request.method !== "GET") {
        return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
      }
      if (!html) return notBuilt();
      const { pathname } = new URL(request.url);
      if (pathname === "/_")
        return new Response(null, { status: 302, headers: { location: "/_/" } });
      if (!pathname.startsWith(assetRoot)) return answerPage(request, html);
      const asset = assets.get(pathname.slice(assetRoot.length));
      return asset ? answerAsset(request, asset) : new Response(null, { status: 404 });
    },
  };
}

const assetRoot = "/_/assets/";

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly compressed: boolean;
}

interface Page {
  readonly asset: Asset;
  readonly etag: string;
  readonly policy: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".png": "image/png",
};

function findAssets(directory: string): Map<string, Asset> {
  return new Map(
    readdirSync(directory)
      .filter((name) => !name.endsWith(".gz"))
      .map((name) => {
        const plain = name.replace(/\.br$/, "");
        return [plain, assetAt(join(directory, plain), plain !== name)];
      }),
  );
}

function assetAt(path: string, compressed: boolean): Asset {
  return { path, compressed, type: types[extname(path)] ?? "application/octet-stream" };
}

function readPage(directory: string): Page {
  const asset = assetAt(join(directory, "index.html"), true);
  const html = Bun.gunzipSync(readFileSync(`${asset.path}.gz`));
  const text = new TextDecoder().decode(html);
  return { asset, etag: etagOf(text), policy: policyFor(text) };
}

/**
 * Scripts are our own files, and the ones that stand in the page itself. Styles may stand anywhere:
 * the components set sizes and places as they go.
 */
function policyFor(html: string): string {
  const inline = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, code = ""]) => `'sha256-${new Bun.CryptoHasher("sha256").update(code).digest("base64")}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...inline].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

async function answerPage(request: Request, { asset, etag, policy }: Page): Promise<Response> {
  const headers = {
    ...safety,
    etag,
    "cache-control": "no-cache",
    "content-security-policy": policy,
  };
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  const isKnown = known.some((each) => each.trim().replace(/^W\//, "") === etag);
  return isKnown ? new Response(null, { status: 304, headers }) : send(request, asset, headers);
}

function answerAsset(request: Request, asset: Asset): Promise<Response> {
  return send(request, asset, {
    ...safety,
    "cache-control": "public, max-age=31536000, immutable",
  });
}

/** Browsers offer brotli to secure and local addresses only, and some clients take neither. */
async function send(
  request: Request,
  { path, type, compressed }: Asset,
  given: Readonly<Record<string, string>>,
): Promise<Response> {
  const headers = { ...given, "content-type": type };
  if (!compressed) return new Response(Bun.file(path), { headers });
  const varying = { ...headers, vary: "Accept-Encoding" };
  const coding = codingFor(request.headers.get("accept-encoding") ?? "");
  if (coding === null) {
    const plain = Bun.gunzipSync(await Bun.file(`${path}.gz`).bytes());
    return new Response(plain, { headers: varying });
  }
  const suffix = coding === "br" ? "br" : "gz";
  return new Response(Bun.file(`${path}.${suffix}`), {
    headers: { ...varying, "content-encoding": coding },
  });
}

function codingFor(accepted: string): "br" | "gzip" | null {
  const named = accepted
    .split(",")
    .map((each) => each.trim().toLowerCase())
    .filter((each) => !/;\s*q=0(?:\.0*)?$/.test(each))
    .map((each) => each.replace(/\s*;.*$/, ""));
  return named.includes("br") ? "br" : named.includes("gzip") ? "gzip" : null;
}

/** Addresses hold the one-time set-up token, among other things that are nobody else's matter. */
const safety = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
} as const;

function notBuilt(): Response {
  const body = `<h1>The admin page is not built</h1>
<p>This server runs from its source. <code>npm run build</code> makes the page, and <code>vaultbase superuser create EMAIL</code> a superuser without it.</p>`;
  return plainPage(503, "Not built", body);
}
