// The real socket.io-client, driven from a test: one JSON command a line on standard input, one JSON
// report a line on standard output.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const report = (on, more = {}) => process.stdout.write(`${JSON.stringify({ on, ...more })}\n`);
let socket;

const commands = {
  connect({ url, options }) {
    socket = io(url, { reconnectionDelay: 50, reconnectionDelayMax: 100, ...options });
    socket.on("connect", () => {
      const { engine } = socket.io;
      report("connect", { recovered: socket.recovered, transport: engine.transport.name });
    });
    socket.io.on("open", () => socket.io.engine.once("upgrade", () => report("upgrade")));
    socket.on("connect_error", (error) =>
      report("connect_error", { message: error.message, code: error.data?.code }),
    );
    socket.on("disconnect", (reason) => report("disconnect", { reason }));
    socket.onAny((name, data) => report("event", { name, data }));
  },
  emit({ name, data }) {
    socket.emit(name, data);
  },
  ask({ name, data }) {
    socket.emit(name, data, (answer) => report("answer", { answer }));
  },
  askMany({ name, count }) {
    let left = count;
    for (let i = 0; i < count; i++) socket.emit(name, {}, () => --left === 0 && report("all"));
  },
  cut() {
    socket.io.engine.close();
  },
  leave() {
    socket.disconnect();
  },
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { run, ...values } = JSON.parse(line);
    commands[run](values);
  })
  .on("close", () => process.exit(0));
