/** One `Name: value` line of a trailer block, as git interpret-trailers knows it. */
export type Trailer = { readonly name: string; readonly value: string };
