/** The step's environment, given by the entry: adapters never look at `process.env` themselves. */
export type Environment = Readonly<Record<string, string | undefined>>;
