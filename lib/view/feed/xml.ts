/**
 * Characters that no XML 1.0 document may hold, not even as a reference (production 2, Char): most control characters,
 * lone surrogates, U+FFFE and U+FFFF. Mail has them all; one of them makes a reader refuse the whole feed.
 */
const NOT_XML = new RegExp(
  [
    '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]',
    '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
    '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  ].join('|'),
  'g',
);

/** Text without what XML cannot hold. */
export function cleanXml(text: string): string {
  return text.replace(NOT_XML, '');
}

/** Text as content of an element or in a double-quoted attribute; a parser gives back `cleanXml(text)` exactly. */
export function escapeXml(text: string): string {
  return cleanXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, escapeSpace);
}

/** A parser makes a raw carriage return a line feed everywhere, and each of the three a space in an attribute. */
function escapeSpace(space: string): string {
  return space === '\r' ? '&#13;' : space === '\t' ? '&#9;' : '&#10;';
}
