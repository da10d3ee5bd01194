/** Imported by what prints much: `… | head` closes the output early, which is no error worth a stack trace. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
