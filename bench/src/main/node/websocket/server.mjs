// The same service in Node: Socket.IO, tokens checked, broadcasts of one to all.
import { createServer } from "node:http";
import jwt from "jsonwebtoken";
import { Server } from "socket.io";

const [port, secret] = process.argv.slice(2);
const server = createServer((_, answer) => answer.end("ok"));
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
server.listen(Number(port), "127.0.0.1");
