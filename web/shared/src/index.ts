export { show } from "./show.tsx";
