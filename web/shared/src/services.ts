/** The eight services: where the portal finds each one's health, and the page of a front end. */
export const services = [
  { name: "dashboard", title: "Dashboard", does: "This portal's first page", health: "/dashboard/health", page: "/" },
  { name: "monitoring_dashboard", title: "Monitoring", does: "How the services fare", health: "/monitoring/health", page: "/monitoring/" },
  { name: "admin_portal", title: "Administration", does: "Pages for administrators", health: "/admin/health", page: "/admin/" },
  { name: "auth_service", title: "Sign-in", does: "Accounts and permissions", health: "/api/auth/health" },
  { name: "job_api", title: "Jobs", does: "Batch jobs of the cluster", health: "/api/jobs/health" },
  { name: "file_service", title: "Files", does: "Files of the users", health: "/api/files/health" },
  { name: "metrics_api", title: "Metrics", does: "Figures of the cluster", health: "/api/monitoring/health" },
  { name: "websocket_service", title: "Live updates", does: "News pushed to browsers", health: "/ws/health" },
] as const satisfies readonly Service[];

export interface Service {
  name: string;
  title: string;
  does: string;
  health: string;
  page?: string;
}

export type ServiceName = (typeof services)[number]["name"];

export function service(name: ServiceName): Service {
  const found = services.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}
