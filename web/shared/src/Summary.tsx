import type { Health } from "./health.ts";

interface Props {
  healths: Health[];
  askedAt: Date | undefined;
  ask: () => void;
}

/** One sentence about all services, read aloud by a screen reader when it changes. */
export function Summary({ healths, askedAt, ask }: Props) {
  const { tone, words } = summarise(healths);
  return (
    <div className={`summary ${tone}`}>
      <p role="status">{words}</p>
      <div className="asked">
        {askedAt && <time dateTime={askedAt.toISOString()}>Asked at {askedAt.toLocaleTimeString()}</time>}
        <button type="button" onClick={ask}>
          Ask again
        </button>
      </div>
    </div>
  );
}

export function summarise(healths: Health[]): { tone: "calm" | "good" | "bad"; words: string } {
  const count = (kind: Health["kind"]) => healths.filter((each) => each.kind === kind).length;
  const bad = count("unwell") + count("silent");
  if (bad > 0) {
    return { tone: "bad", words: `${bad} of ${healths.length} services ${bad === 1 ? "needs" : "need"} attention` };
  }
  if (count("asking") > 0) return { tone: "calm", words: "Asking the services…" };
  return { tone: "good", words: `All ${healths.length} services are healthy` };
}
