import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { encodeMessage, type LeaseMessage } from './lease-protocol.ts';

/** A client that comes back at once (one command after another) must not pay for a stop and a start. */
const IDLE_MS = 2_000;
/** The client that started us connects within milliseconds; it may be a slow machine. */
const FIRST_LEASE_MS = 15_000;

export type LeaseServer = {
  /**
   * Tells every present lease. One that comes before the server is ready hears what was logged so far (a
   * warning must not be lost because the client was slower than we), one that comes later only `ready` or
   * `failed`.
   */
  readonly tell: (message: LeaseMessage) => void;
  /** Leases that come from now on wait for the next `ready`: the server is being started again. */
  readonly hold: () => void;
  /** Settles with the first lease, or when none came for long. */
  readonly reached: Promise<void>;
  /** Settles when no lease was held for a while. */
  readonly idle: Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens the lease socket; the caller holds the supervisor's lock, so an old socket file is nobody's. */
export async function openLeaseServer(path: string): Promise<LeaseServer> {
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  let kept: readonly LeaseMessage[] = [];
  let becomeIdle: () => void = () => undefined;
  const idle = new Promise<void>((done) => {
    becomeIdle = done;
  });
  let reach: () => void = () => undefined;
  const reached = Promise.race([idle, new Promise<void>((done) => (reach = done))]);
  let timer = setTimeout(becomeIdle, FIRST_LEASE_MS);
  const server = createServer((socket) => {
    sockets.add(socket);
    clearTimeout(timer);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (sockets.size > 0) return;
      clearTimeout(timer);
      timer = setTimeout(becomeIdle, IDLE_MS);
    });
    socket.resume();
    for (const message of kept) socket.write(encodeMessage(message));
    reach();
  });
  await listenPrivately(server, path);
  return {
    tell: (message) => {
      if (message.kind !== 'log') kept = [message];
      else if (kept[0]?.kind !== 'ready') kept = [...kept, message];
      for (const socket of sockets) socket.write(encodeMessage(message));
    },
    hold: () => {
      kept = [];
    },
    reached,
    idle,
    close: () => {
      clearTimeout(timer);
      for (const socket of sockets) socket.end();
      const closed = new Promise<void>((done) => server.close(() => done()));
      setTimeout(() => sockets.forEach((socket) => void socket.destroy()), 500).unref();
      return closed;
    },
  };
}

/** The socket is 0600 from its first moment: the umask, because chmod would come too late. */
function listenPrivately(server: ReturnType<typeof createServer>, path: string): Promise<void> {
  return new Promise((done, fail) => {
    const before = process.umask(0o177);
    server.once('error', fail);
    server.listen(path, done);
    process.umask(before);
  });
}
