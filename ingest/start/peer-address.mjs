// Preloaded into the web process. Next tells route handlers nothing of the connection, and X-Forwarded-For is whatever
// the client says; so the address of the peer is put into a header of every request. Its name is drawn at random, so
// that no client can send it, and stands in the environment of this process (lib/auth/client-address.ts).
import { randomBytes } from 'node:crypto';
import { Server } from 'node:http';

const name = `x-docket-peer-${randomBytes(16).toString('hex')}`;
process.env['DOCKET_PEER_HEADER'] = name;

const emit = Server.prototype.emit;

/** @this {Server} @param {string | symbol} event @param {any[]} args */
Server.prototype.emit = function withPeer(event, ...args) {
  if (event === 'request') args[0].headers[name] = args[0].socket.remoteAddress ?? 'unknown';
  return emit.call(this, event, ...args);
};
