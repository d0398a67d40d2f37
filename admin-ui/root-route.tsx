import {
  createRootRoute,
  Outlet,
  useLocation,
  type ErrorComponentProps,
} from "@tanstack/react-router";
import { useSession } from "./client/use-client.ts";
import { PageBroken, PageMissing } from "./parts/page-trouble.tsx";
import { Shell } from "./shell/shell.tsx";
import { SignIn } from "./shell/sign-in.tsx";

/** Every page's parent. Whoever is not signed in signs in right here, and stays at the address. */
export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: PageMissing,
  errorComponent: ({ error }: ErrorComponentProps) => <PageBroken error={error} />,
});

function Root() {
  const session = useSession();
  const { pathname } = useLocation();
  if (pathname === "/setup") return <Outlet />;
  if (session.kind === "out") return <SignIn />;
  return (
    <Shell who={session.who} isOver={session.kind === "over"}>
      <Outlet />
    </Shell>
  );
}
