import { frontEnd } from "../vite.shared.ts";

export default frontEnd("admin_portal", "/admin/");
