import { connect, type Socket } from 'node:net';

/** Where a server is, as `connectionOptions` tells it. */
type Place = { readonly host: string; readonly port: number; readonly path?: string };

/** A session that ends sooner is none. */
const SHORT_MS = 1_000;
/** So many short ones in a row are tried for one statement. */
const SHORT_MAX = 3;

/**
 * Makes the sockets of postgres.js. Of its own, one that is closed in peace before a session began (by a proxy whose
 * server is away, 3.4.9: `closed` in connection.js) is made again without a pause and without an end, while the
 * statement waits. An end that the server makes is an error here, whatever it said before: the statement is refused,
 * and whoever asked waits before it asks again. Behind TLS an end is not seen here, so what comes of it is bounded: the
 * socket that follows a few short ones fails.
 */
export function socketOf({ host, port, path }: Place): () => Promise<Socket> {
  let last: { readonly socket: Socket; readonly at: number } | null = null;
  let short = 0;
  return async () => {
    // Connected in a microtask: else Node tells of a failure that comes at once before postgres.js listens.
    await Promise.resolve();
    const wasShort = last?.socket.destroyed === true && performance.now() - last.at < SHORT_MS;
    short = wasShort ? short + 1 : 0;
    const socket = connect(path === undefined ? { host, port } : { path });
    socket.once('end', () => {
      // We said goodbye first.
      if (!socket.writableEnded) socket.destroy(closed());
    });
    last = { socket, at: performance.now() };
    if (short >= SHORT_MAX) {
      [last, short] = [null, 0];
      socket.destroy(closed());
    }
    // postgres.js names them in its errors, and the host to TLS.
    return Object.assign(socket, { host, port });
  };
}

function closed(): Error {
  return Object.assign(new Error('the server closed the connection'), { code: 'CONNECTION_CLOSED' });
}
