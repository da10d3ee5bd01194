// Preloaded into the web process when it listens on this machine alone. A page of another site may let its own name
// lead here (DNS rebinding) and would then read, as if it were ours, what only people at this machine are to see. Names
// that nobody can turn are those of the machine, addresses, and the one the operator said.
import { Server } from 'node:http';
import { isIP } from 'node:net';

const emit = Server.prototype.emit;

/** @this {Server} @param {string | symbol} event @param {any[]} args */
Server.prototype.emit = function withOwnHost(event, ...args) {
  const [request, response] = args;
  if (event !== 'request' || isOwnHost(request.headers.host)) return emit.call(this, event, ...args);
  response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end('Docket does not answer under this name. Say it in DOCKET_URL, or ask for localhost.\n');
  return true;
};

/** @param {string | undefined} host without one it is no browser */
function isOwnHost(host) {
  if (host === undefined) return true;
  const name = hostname(`http://${host}`);
  if (name === undefined) return false;
  const isOfMachine =
    name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  return isOfMachine || name === hostname(process.env['DOCKET_URL'] ?? '');
}

/** @param {string} address */
function hostname(address) {
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
