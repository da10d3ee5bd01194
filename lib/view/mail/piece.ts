/** A piece of the body that gets one class, or none. Pieces are contiguous. */
export type Piece = { readonly start: number; readonly end: number; readonly className: string | null };
