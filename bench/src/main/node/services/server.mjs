// One of the eight services in Node, as people write them with Express: the same endpoints, checks
// and answers that bench/ asks ours for. `node server.mjs NAME SETTINGS.json`, the settings being
// those of the Java service of that name.
import { createHash } from "node:crypto";
import { createWriteStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Transform } from "node:stream";
import argon2 from "argon2";
import busboy from "busboy";
import express from "express";
import { rateLimit } from "express-rate-limit";
import jwt from "jsonwebtoken";
import { createPool } from "mariadb";
import morgan from "morgan";
import prometheus from "prom-client";
import { Server } from "socket.io";

const [name, file] = process.argv.slice(2);
const settings = JSON.parse(readFileSync(file, "utf8"));
const secret = settings.identity?.shared_secret;
const app = express();
const server = createServer(app);

prometheus.collectDefaultMetrics();
const durations = new prometheus.Histogram({
  name: "http_request_duration_seconds",
  help: "Time from the request's header to the end of its answer",
  labelNames: ["route", "method", "status"],
});

app.disable("x-powered-by");
app.get("/health", (_, answer) =>
  answer.json({ status: "healthy", service: name, host: settings.host, timestamp: new Date().toISOString() }),
);
app.get("/health/ready", (_, answer) => answer.json({ status: "ready" }));
app.get("/metrics", async (_, answer) => answer.type(prometheus.register.contentType).send(await prometheus.register.metrics()));
app.use(morgan("combined"));
app.use((request, answer, next) => {
  const end = durations.startTimer();
  answer.on("finish", () => end({ route: request.route?.path ?? "none", method: request.method, status: answer.statusCode }));
  next();
});

function signedIn(request, answer, next) {
  try {
    const [, token] = request.headers.authorization.split(" ");
    request.user = jwt.verify(token, secret, { algorithms: ["HS256"], audience: settings.cluster });
    next();
  } catch {
    answer.status(401).json({ error: "Not signed in" });
  }
}

const limited = rateLimit({
  windowMs: 60_000,
  limit: 1_000_000,
  legacyHeaders: true,
  keyGenerator: (request) => String(request.user.user_id),
});

function pool(database) {
  const { host, port, user, password } = settings.database;
  return createPool({ host, port, user, password, database, connectionLimit: 10 });
}

async function jobs() {
  const known = pool("bench_node");
  await known.query("CREATE TABLE IF NOT EXISTS finished (id INT PRIMARY KEY, job TEXT)");
  // What the poller would have brought: fifty jobs, as ours shows them.
  const snapshot = settings.jobs;
  app.get("/api/jobs", signedIn, limited, (request, answer) => {
    const limit = Number(request.query.limit ?? 50);
    const offset = Number(request.query.offset ?? 0);
    const own = snapshot.filter((job) => request.user.permissions.includes("*") || job.user === request.user.sub);
    answer.json({ jobs: own.slice(offset, offset + limit), total: own.length, limit, offset, as_of: new Date(), stale: false });
  });
}

async function accounts() {
  const users = pool("bench_node");
  await users.query("CREATE TABLE IF NOT EXISTS users (name VARCHAR(50) PRIMARY KEY, hash VARCHAR(200))");
  await users.query("CREATE TABLE IF NOT EXISTS sessions (id CHAR(32) PRIMARY KEY, name VARCHAR(50), began DATETIME)");
  const costs = { type: argon2.argon2id, memoryCost: 7 * 1024, timeCost: 5, parallelism: 1 };
  await users.query("REPLACE INTO users VALUES (?, ?)", ["boss", await argon2.hash(settings.password, costs)]);
  app.post("/api/auth/login", express.json(), async (request, answer) => {
    const { username, password } = request.body;
    const [user] = await users.query("SELECT hash FROM users WHERE name = ?", [username]);
    if (!user || !(await argon2.verify(user.hash, password))) {
      return answer.status(401).json({ error: "Wrong name or password" });
    }
    const id = createHash("md5").update(`${process.hrtime.bigint()}`).digest("hex");
    await users.query("INSERT INTO sessions VALUES (?, ?, NOW())", [id, username]);
    const token = jwt.sign({ sub: username, session: id, permissions: ["*"] }, secret, { expiresIn: "1h", audience: settings.cluster });
    return answer.json({ token, user: { username, role: "admin" } });
  });
}

async function files() {
  const known = pool("bench_node");
  await known.query("CREATE TABLE IF NOT EXISTS files (id INT AUTO_INCREMENT PRIMARY KEY, name TEXT, size BIGINT, sha256 CHAR(64))");
  app.post("/api/files/upload", signedIn, limited, (request, answer, next) => {
    const form = busboy({ headers: request.headers });
    form.on("file", async (_, content, { filename }) => {
      try {
        const sha256 = createHash("sha256");
        let size = 0;
        const count = new Transform({
          transform(chunk, _, done) {
            size += chunk.length;
            sha256.update(chunk);
            done(null, chunk);
          },
        });
        await pipeline(content, count, createWriteStream(join(settings.state, filename), { flush: true }));
        const digest = sha256.digest("hex");
        const { insertId } = await known.query("INSERT INTO files (name, size, sha256) VALUES (?, ?, ?)", [filename, size, digest]);
        answer.status(201).json({ id: String(insertId), filename, size, sha256: digest });
      } catch (error) {
        next(error);
      }
    });
    request.pipe(form);
  });
}

async function sockets() {
  const io = new Server(server);
  io.use((socket, next) => {
    try {
      socket.data.user = jwt.verify(socket.handshake.auth.token, secret, { algorithms: ["HS256"] }).sub;
      next();
    } catch (error) {
      next(error);
    }
  });
  io.on("connection", (socket) => {
    socket.on("broadcast", ({ message }) => io.emit("notification", { from: socket.data.user, message }));
  });
}

async function figures() {
  const history = pool("bench_node");
  await history.query("CREATE TABLE IF NOT EXISTS points (at DATETIME, name VARCHAR(50), value DOUBLE)");
  app.get("/api/monitoring/jobs", signedIn, limited, async (_, answer) => answer.json(await prometheus.register.getMetricsAsJSON()));
}

async function pages() {
  app.use(settings.base, express.static(settings.pages));
  app.get("/{*path}", (_, answer) => answer.sendFile(join(settings.pages, "index.html")));
}

const kinds = { auth_service: accounts, job_api: jobs, file_service: files, metrics_api: figures, websocket_service: sockets };
await (kinds[name] ?? pages)();
server.listen(settings.port, settings.bind);
