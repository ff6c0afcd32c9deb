import type { Health } from "./health.ts";
import type { Service } from "./services.ts";
import type { Observation } from "./useHealth.ts";

interface Props {
  groups: { title: string; members: Service[] }[];
  of: (name: string) => Observation;
  /** The release of this page: another one at a service means that an update is under way. */
  version: string;
}

/** All services: a word and a mark for each one's state, and the head that answered for it. */
export function ServiceTable({ groups, of, version }: Props) {
  return (
    <table id="services">
      <caption>Health of the services, asked by your browser</caption>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">State</th>
          <th scope="col">Answered by</th>
          <th scope="col" className="wide">
            Heads seen
          </th>
          <th scope="col" className="wide number">
            Time
          </th>
        </tr>
      </thead>
      {groups.map(({ title, members }) => (
        <tbody key={title}>
          <tr className="group">
            <th scope="rowgroup" colSpan={5}>
              {title}
            </th>
          </tr>
          {members.map((each) => (
            <Row key={each.name} service={each} observation={of(each.name)} version={version} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row(props: { service: Service; observation: Observation; version: string }) {
  const { service, observation, version } = props;
  const { health, heads } = observation;
  const healthy = health.kind === "healthy" ? health : undefined;
  return (
    <tr>
      <th scope="row">
        {service.page === undefined ? service.title : <a href={service.page}>{service.title}</a>}
        <a className="raw" href={service.health} aria-label={`Health of ${service.name} as JSON`}>
          {service.name}
        </a>
      </th>
      <td>
        <span className={`state ${health.kind}`}>{word(health)}</span>
      </td>
      <td>
        {healthy?.host ?? "–"}
        {healthy && healthy.version !== version && <span className="other">version {healthy.version}</span>}
      </td>
      <td className="wide">{heads.length > 0 ? heads.join(", ") : "–"}</td>
      <td className="wide number">{healthy ? `${healthy.milliseconds} ms` : "–"}</td>
    </tr>
  );
}

function word(health: Health): string {
  switch (health.kind) {
    case "asking":
      return "asking…";
    case "healthy":
      return "healthy";
    case "unwell":
    case "silent":
      return health.words;
  }
}
