import type { Health } from "./health.ts";
import type { Service } from "./services.ts";
import type { Observation } from "./useHealth.ts";

/** One service: a word and a colour for its state, the head that answered, and where to look. */
export function ServiceCard({ service, observation }: { service: Service; observation: Observation }) {
  const { health, heads } = observation;
  return (
    <li className={`card ${health.kind}`}>
      <div className="title">
        <h3>{service.page === undefined ? service.title : <a href={service.page}>{service.title}</a>}</h3>
        <span className="state">{word(health)}</span>
      </div>
      <p className="does">{service.does}</p>
      <dl>
        <dt>Answered by</dt>
        <dd>{health.kind === "healthy" ? `${health.host} in ${health.milliseconds} ms` : "–"}</dd>
        <dt>Version</dt>
        <dd>{health.kind === "healthy" ? health.version : "–"}</dd>
        <dt>Heads seen</dt>
        <dd>{heads.length > 0 ? heads.join(", ") : "–"}</dd>
      </dl>
      <a className="raw" href={service.health} aria-label={`Health of ${service.name} as JSON`}>
        {service.name}
      </a>
    </li>
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
