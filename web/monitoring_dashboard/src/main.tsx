import { show } from "@hpcctl/shared";

show("monitoring_dashboard");
