/** Longer names are not list names; they would only fill addresses. */
const LIST_NAME_LENGTH_MAX = 64;

/**
 * Name of the list in a List-Id value (RFC 2919), which is the first label of its identifier:
 * `XFS development <linux-xfs.vger.kernel.org>` gives `linux-xfs`. Null when it gives no usable name.
 */
export function listNameFromId(value: string): string | null {
  const open = value.lastIndexOf('<');
  const close = value.indexOf('>', open + 1);
  const id = open !== -1 && close !== -1 ? value.slice(open + 1, close) : value;
  const dot = id.indexOf('.');
  return listName(dot === -1 ? id : id.slice(0, dot));
}

/** Name of the list in an X-Mailing-List value: the local part of its address. Null when it gives no usable name. */
export function listNameFromAddress(value: string): string | null {
  const at = value.indexOf('@');
  if (at === -1) return null;
  const before = value.slice(0, at);
  return listName(before.slice(before.lastIndexOf('<') + 1));
}

/** List names become parts of addresses and paths: lower case letters, digits, `.`, `_`, `+` and `-`, no dot first. */
function listName(text: string): string | null {
  const name = text.trim().toLowerCase();
  if (name.length > LIST_NAME_LENGTH_MAX) return null;
  return /^[a-z0-9_][a-z0-9._+-]*$/.test(name) ? name : null;
}
