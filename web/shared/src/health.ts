/** What one question to a service's health address told us. Nothing is guessed: no answer is said. */
export type Health =
  | { kind: "asking" }
  | { kind: "healthy"; host: string; version: string; milliseconds: number }
  | { kind: "unwell"; words: string }
  | { kind: "silent"; words: string };

const TIMEOUT_MS = 5_000;

export async function askHealth(address: string, ask: typeof fetch = fetch): Promise<Health> {
  const began = performance.now();
  let response: Response;
  try {
    response = await ask(address, {
      headers: { Accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    const late = error instanceof DOMException && error.name === "TimeoutError";
    return { kind: "silent", words: late ? "no answer within 5 seconds" : "cannot be reached" };
  }
  if (!response.ok) return { kind: "unwell", words: `answered ${response.status}` };
  const body: unknown = await response.json().catch(() => null);
  if (!isHealthBody(body)) return { kind: "unwell", words: "answered something else" };
  if (body.status !== "healthy") return { kind: "unwell", words: `says ${body.status}` };
  const milliseconds = Math.round(performance.now() - began);
  return { kind: "healthy", host: body.host, version: body.version, milliseconds };
}

interface HealthBody {
  status: string;
  host: string;
  version: string;
}

function isHealthBody(body: unknown): body is HealthBody {
  const fields = ["status", "host", "version"] as const;
  return (
    typeof body === "object" &&
    body !== null &&
    fields.every((field) => typeof (body as Record<string, unknown>)[field] === "string")
  );
}
