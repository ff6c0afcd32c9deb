import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Portal } from "./Portal.tsx";
import { service } from "./services.ts";

const identity = { cluster: "my_cluster", host: "server2", version: "1.2.3" };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function answering(answer: (address: string) => Response | Promise<Response>) {
  vi.stubGlobal("fetch", async (address: string) => answer(address));
}

const healthy = () => Response.json({ status: "healthy", host: "server3", version: "1.2.3" });

test("the page says which head sent it and where you are", async () => {
  answering(healthy);
  render(<Portal here={service("dashboard")} identity={identity} path="/" />);
  expect(screen.getByText("server2")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Dashboard", current: "page" })).toBeTruthy();
  expect(await screen.findByText("All 8 services are healthy")).toBeTruthy();
});

test("a service that answers an error is shown with its status and counted", async () => {
  answering((address) => (address === "/api/jobs/health" ? new Response("", { status: 502 }) : healthy()));
  render(<Portal here={service("dashboard")} identity={identity} path="/" />);
  expect(await screen.findByText("answered 502")).toBeTruthy();
  expect(await screen.findByText("1 of 8 services needs attention")).toBeTruthy();
});

test("an address without a page is said to have none", async () => {
  answering(healthy);
  render(<Portal here={service("admin_portal")} identity={identity} path="/admin/users" />);
  expect(screen.getByText("/admin/users")).toBeTruthy();
  await screen.findByText("All 8 services are healthy");
});
