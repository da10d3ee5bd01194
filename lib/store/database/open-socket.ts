import { connect, type Socket } from 'node:net';

/** Where a server is, as `connectionOptions` tells it. */
type Place = { readonly host: string; readonly port: number; readonly path?: string };

/**
 * Makes the sockets of postgres.js. Of its own, one that is closed in peace before a byte came (a proxy whose server is
 * away, 3.4.9: `closed` in connection.js) is made again without a pause and without an end, while the statement waits.
 * Such an end is an error here: the statement is refused, and whoever asked waits before it asks again.
 */
export function socketOf({ host, port, path }: Place): () => Promise<Socket> {
  return async () => {
    // Connected in a microtask: else Node tells of a failure that comes at once before postgres.js listens.
    await Promise.resolve();
    const socket = connect(path === undefined ? { host, port } : { path });
    socket.once('end', () => {
      if (socket.bytesRead > 0) return;
      const error = new Error('the connection was closed before the server said anything');
      socket.destroy(Object.assign(error, { code: 'CONNECTION_CLOSED' }));
    });
    // postgres.js names them in its errors, and the host to TLS.
    return Object.assign(socket, { host, port });
  };
}
