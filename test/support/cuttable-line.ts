import { createServer, connect, type Server, type Socket } from 'node:net';

/** A line to a server that a test can cut and mend: what a database that goes away looks like from here. */
export interface CuttableLine {
  /** The given URL with the near end of the line in place of the server's address. */
  readonly url: string;
  /** Breaks all connections and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Lays a line to the server of a URL such as `postgres://user:password@127.0.0.1:5432/name`. */
export async function layLine(target: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    keep(near).on('close', () => far.destroy());
    keep(far).on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  const nearPort = await listen(server, 0);
  const url = new URL(target);
  url.host = `127.0.0.1:${nearPort}`;
  const cut = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: url.href,
    cut,
    mend: async () => {
      await listen(server, nearPort);
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
    });
  });
}
