import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { identity } from "./identity.ts";
import { Portal } from "./Portal.tsx";
import { type ServiceName, service } from "./services.ts";
import "./portal.css";

/** Puts the page of one front end into the document. */
export function show(name: ServiceName) {
  const root = document.getElementById("page");
  if (root === null) throw new Error("the document has no element #page");
  createRoot(root).render(
    <StrictMode>
      <Portal here={service(name)} identity={identity(document)} path={window.location.pathname} />
    </StrictMode>,
  );
}
