import { expect, test } from "vitest";
import { askHealth } from "./health.ts";
import { observe } from "./useHealth.ts";

const answers = (response: Response) => async () => response;

test("a healthy answer names the head that gave it", async () => {
  const health = await askHealth("/x", answers(Response.json({ status: "healthy", host: "a", version: "1" })));
  expect(health).toMatchObject({ kind: "healthy", host: "a", version: "1" });
});

test("a page in place of a health answer is not healthy", async () => {
  const health = await askHealth("/x", answers(new Response("<html>")));
  expect(health).toEqual({ kind: "unwell", words: "answered something else" });
});

test("no answer is not an answer", async () => {
  const health = await askHealth("/x", () => Promise.reject(new TypeError("network")));
  expect(health).toEqual({ kind: "silent", words: "cannot be reached" });
});

test("each head that answered is remembered once", () => {
  const from = (host: string) => ({ kind: "healthy", host, version: "1", milliseconds: 1 }) as const;
  const seen = ["b", "a", "b"].reduce(
    (before: ReturnType<typeof observe> | undefined, host) => observe(before, from(host)),
    undefined,
  );
  expect(seen?.heads).toEqual(["a", "b"]);
});
