import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An address on loopback where nothing listens. */
export async function unusedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return `http://127.0.0.1:${port}`;
}
