import { frontEnd } from "../vite.shared.ts";

export default frontEnd("monitoring_dashboard", "/monitoring/");
