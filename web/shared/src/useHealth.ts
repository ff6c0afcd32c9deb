import { useCallback, useEffect, useState } from "react";
import { askHealth, type Health } from "./health.ts";
import { services } from "./services.ts";

const EVERY_MS = 10_000;

export interface Observation {
  health: Health;
  /** The heads that have answered for this service since the page was opened. */
  heads: string[];
}

export type Observations = Record<string, Observation>;

const UNKNOWN: Observation = { health: { kind: "asking" }, heads: [] };

/** Asks all services at once, again every ten seconds while somebody looks at the page. */
export function useHealth() {
  const [observations, setObservations] = useState<Observations>({});
  const [askedAt, setAskedAt] = useState<Date>();

  const ask = useCallback(async () => {
    await Promise.all(
      services.map(async ({ name, health: address }) => {
        const health = await askHealth(address);
        setObservations((before) => ({ ...before, [name]: observe(before[name], health) }));
      }),
    );
    setAskedAt(new Date());
  }, []);

  useEffect(() => {
    void ask();
    const timer = setInterval(() => {
      if (!document.hidden) void ask();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);

  return { of: (name: string) => observations[name] ?? UNKNOWN, askedAt, ask };
}

export function observe(before: Observation | undefined, health: Health): Observation {
  const heads = before?.heads ?? [];
  if (health.kind !== "healthy" || heads.includes(health.host)) return { health, heads };
  return { health, heads: [...heads, health.host].sort() };
}
