/** One word of the command line. `run` gets the arguments after it and returns the exit code. */
export type Command = {
  readonly help: string;
  readonly run: (argv: readonly string[]) => Promise<number>;
};
