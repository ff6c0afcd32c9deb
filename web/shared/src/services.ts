/** The eight services: where the portal finds each one's health, and the page of a front end. */
export const services = [
  { name: "dashboard", title: "Dashboard", health: "/dashboard/health", page: "/" },
  { name: "monitoring_dashboard", title: "Monitoring", health: "/monitoring/health", page: "/monitoring/" },
  { name: "admin_portal", title: "Administration", health: "/admin/health", page: "/admin/" },
  { name: "auth_service", title: "Sign-in", health: "/api/auth/health" },
  { name: "job_api", title: "Jobs", health: "/api/jobs/health" },
  { name: "file_service", title: "Files", health: "/api/files/health" },
  { name: "metrics_api", title: "Metrics", health: "/api/monitoring/health" },
  { name: "websocket_service", title: "Live updates", health: "/ws/health" },
] as const satisfies readonly Service[];

export interface Service {
  name: string;
  title: string;
  health: string;
  page?: string;
}

export type ServiceName = (typeof services)[number]["name"];

export function service(name: ServiceName): Service {
  const found = services.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}
