/** Any page may ask anything: `response-headers.ts` says why. */
export function preflight(request: Request): Response {
  const headers: Record<string, string> = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE",
    "access-control-max-age": "86400",
    vary: "Access-Control-Request-Headers",
  };
  const asked = request.headers.get("access-control-request-headers");
  if (asked) headers["access-control-allow-headers"] = asked;
  return new Response(null, { status: 204, headers });
}
