import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { AppError } from '@/lib/base/app-error.ts';

const DEFAULT_PORT = 3000;
const PORTS_TRIED_MAX = 50;
const ADDRESSES_SHOWN = 4;

/**
 * The port to listen on: the one given, or with null 3000 or the next free one. Throws AppError BAD_INPUT when it is
 * taken, or when nothing can listen there at all (a foreign address, a port that needs rights).
 */
export async function choosePort(host: string, port: number | null): Promise<number> {
  const first = port ?? DEFAULT_PORT;
  const last = port ?? DEFAULT_PORT + PORTS_TRIED_MAX - 1;
  for (let candidate = first; candidate <= last; candidate++) {
    const obstacle = await findObstacle(host, candidate);
    if (obstacle === null) return candidate;
    if (obstacle !== 'EADDRINUSE') {
      throw new AppError(
        'BAD_INPUT',
        `Port ${candidate} on ${host} cannot be listened on (${obstacle}).`,
        obstacle === 'EACCES'
          ? 'Ports below 1024 need rights: give a higher one with --port'
          : `Give an address of this machine with --host: ${ownAddresses().join(', ')}`,
      );
    }
  }
  throw port === null
    ? new AppError('BAD_INPUT', `No free port from ${first} on ${host}.`, 'Give a free one with --port')
    : new AppError(
        'BAD_INPUT',
        `Port ${port} on ${host} is taken.`,
        'Stop what listens there, or give another --port',
      );
}

/** The code of the error that keeps us from listening there; null when nothing does. */
function findObstacle(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown error'));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

/** Loopback first: a machine may have IPv6 alone. A link-local one would need its interface in every address. */
function ownAddresses(): readonly string[] {
  const found = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const usable = found.filter(({ address }) => !/^fe[89ab]/i.test(address));
  const sorted = [true, false].flatMap((internal) => usable.filter((one) => one.internal === internal));
  return sorted.length === 0
    ? ['none is up']
    : sorted.map(({ address }) => address).slice(0, ADDRESSES_SHOWN);
}
