// Preloaded into the web process. Asks the front of the pages (app/_front) to answer each request before Next does;
// instrumentation.ts puts it there. To be loaded before peer-address.mjs, whose header must be on requests first.
import { Server } from 'node:http';

const emit = Server.prototype.emit;

/** @this {Server} @param {string | symbol} event @param {any[]} args */
Server.prototype.emit = function withFront(event, ...args) {
  const front = /** @type {any} */ (globalThis).docketFront;
  if (event !== 'request' || front === undefined) return emit.call(this, event, ...args);
  front(args[0], args[1], () => emit.call(this, event, ...args));
  return true;
};
