/** Stands before a database that is not there yet: until it listens, whoever connects is refused. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface LateProxy {
  url: string;
  listen: () => Promise<void>;
  close: () => Promise<void>;
}

export async function lateProxy(databaseUrl: string): Promise<LateProxy> {
  const url = new URL(databaseUrl);
  const { hostname, port } = url;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const stop = () => new Promise((resolve) => server.close(resolve));
  // a port that is ours, and closed
  await listen(0);
  const reserved = (server.address() as AddressInfo).port;
  await stop();
  url.host = `127.0.0.1:${reserved}`;
  return {
    url: url.href,
    listen: () => listen(reserved),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await stop();
    },
  };
}
