import mark from "./mark.svg";
import type { Identity } from "./identity.ts";
import { ServiceTable } from "./ServiceTable.tsx";
import { type Service, services } from "./services.ts";
import { Summary } from "./Summary.tsx";
import { useHealth } from "./useHealth.ts";

const frontEnds: Service[] = services.filter((each) => "page" in each);
const groups = [
  { title: "Pages", members: frontEnds },
  { title: "Services", members: services.filter((each) => !("page" in each)) },
];

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
        <ServiceTable groups={groups} of={of} version={identity.version} />
        <p className="notice">
          In this release the services answer for their health and metrics. Signing in, jobs and files are not part of it.
        </p>
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
