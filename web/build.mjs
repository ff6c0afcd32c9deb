// Builds the three front ends, and only when something changed since the last time: Maven calls
// this on every build.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const digest = (files) => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
};

const sources = readdirSync(".", { recursive: true, withFileTypes: true })
  .map((entry) => ({ entry, path: join(entry.parentPath ?? entry.path, entry.name) }))
  .filter(({ entry, path }) => entry.isFile() && !/^(node_modules|target)\//.test(path))
  .map(({ path }) => path)
  .sort();

const stamped = (file, value, work) => {
  if (existsSync(file) && readFileSync(file, "utf8") === value) return;
  work();
  writeFileSync(file, value);
};

const run = (command) => {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: "utf8" });
  if (status === 0) return;
  process.stderr.write(`${command} failed:\n${stdout}${stderr}`);
  process.exit(1);
};

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`The web pages need Node 20.19 or newer to build; this is ${process.version}.\n`);
  process.exit(1);
}

stamped("node_modules/.hpcctl-lock", digest(["package-lock.json"]), () => run("npm ci --silent"));
mkdirSync("target", { recursive: true });
stamped("target/pages.sha256", digest(sources), () => {
  run("npm run --silent check");
  run("npm test --silent");
  run("npm run --silent build");
});
