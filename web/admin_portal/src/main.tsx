import { show } from "@hpcctl/shared";

show("admin_portal");
