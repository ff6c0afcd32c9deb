import mark from "./mark.svg";
import type { Identity } from "./identity.ts";
import { ServiceCard } from "./ServiceCard.tsx";
import { type Service, services } from "./services.ts";
import { Summary } from "./Summary.tsx";
import { useHealth } from "./useHealth.ts";

const frontEnds: Service[] = services.filter((each) => "page" in each);
const backEnds: Service[] = services.filter((each) => !("page" in each));

interface Props {
  here: Service;
  identity: Identity;
  path: string;
}

/** The page of a front end: where you are, how all eight services are, and which head sent it. */
export function Portal({ here, identity, path }: Props) {
  const { of, askedAt, ask } = useHealth();
  const lost = path !== here.page && `${path}/` !== here.page;
  return (
    <>
      <a className="skip" href="#services">
        Skip to the services
      </a>
      <header>
        <a className="brand" href="/">
          <img src={mark} alt="" width="28" height="28" />
          <span>{identity.cluster}</span>
        </a>
        <nav aria-label="Portal">
          {frontEnds.map((each) => (
            <a key={each.name} href={each.page} aria-current={each.name === here.name ? "page" : undefined}>
              {each.title}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <h1>{here.title}</h1>
        {lost && (
          <p className="notice">
            There is no page at <code>{path}</code>. This is what {here.title} has.
          </p>
        )}
        <Summary healths={services.map((each) => of(each.name).health)} askedAt={askedAt} ask={ask} />
        <div id="services">
          <Group title="Pages" members={frontEnds} of={of} />
          <Group title="Services" members={backEnds} of={of} />
        </div>
      </main>
      <footer>
        <span>
          Sent by <strong>{identity.host}</strong>
        </span>
        <span>
          {here.name} {identity.version}
        </span>
      </footer>
    </>
  );
}

function Group(props: { title: string; members: Service[]; of: ReturnType<typeof useHealth>["of"] }) {
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul className="cards">
        {props.members.map((each) => (
          <ServiceCard key={each.name} service={each} observation={props.of(each.name)} />
        ))}
      </ul>
    </section>
  );
}
