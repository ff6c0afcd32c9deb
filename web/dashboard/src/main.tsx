import { show } from "@hpcctl/shared";

show("dashboard");
