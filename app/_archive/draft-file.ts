/** A draft as a file to open in a mail program; never rendered here. */
export function draftFile(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
