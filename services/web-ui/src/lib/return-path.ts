/** Where to go after signing in: a path of this application and nothing else, whatever the address says. */
export function returnPath(wanted: string | null): string {
  if (!wanted?.startsWith("/")) return "/";
  const here = "https://here.invalid";
  let url: URL;
  try {
    url = new URL(wanted, here);
  } catch {
    return "/";
  }
  if (url.origin !== here || url.pathname.startsWith("//") || url.pathname === "/sign-in") return "/";
  return url.pathname + url.search + url.hash;
}
