// The real tus-js-client: what to send is one JSON object on standard input; on standard output one JSON
// object a line tells when a tenth is sent, and last what became of it.
import { createReadStream } from "node:fs";
import { Upload } from "tus-js-client";

let text = "";
for await (const piece of process.stdin) text += piece;
const { endpoint, token, file, size, name, chunkSize, abortAt } = JSON.parse(text);

const statuses = [];
let begun = false;
const end = (result) => {
  process.stdout.write(`${JSON.stringify({ ...result, statuses })}\n`, () => process.exit(0));
};
const upload = new Upload(createReadStream(file), {
  endpoint,
  chunkSize: chunkSize ?? Infinity,
  uploadSize: size,
  headers: { Authorization: `Bearer ${token}` },
  metadata: { filename: name },
  // As many tries as it takes; as long in all as those that are the default.
  retryDelays: Array(36).fill(250),
  onAfterResponse: (request, response) =>
    statuses.push(`${request.getMethod()} ${response.getStatus()}`),
  onProgress: (sent) => {
    if (!begun && sent >= size / 10) {
      begun = true;
      process.stdout.write(`${JSON.stringify({ on: "begun" })}\n`);
    }
  },
  onSuccess: () => end({ on: "success", url: upload.url }),
  onError: (error) => end({ on: "error", message: String(error) }),
  onChunkComplete: async (_, sent) => {
    if (abortAt && sent >= abortAt) {
      await upload.abort(true);
      end({ on: "aborted", url: upload.url });
    }
  },
});
upload.start();
