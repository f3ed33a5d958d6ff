/** A program with its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** What a service is to run, and for whom. */
export interface ServiceSubject {
  /** The program with its arguments, all paths absolute. */
  readonly command: CommandLine;
  /** The user's home. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's id; systems that need it have one. */
  readonly uid: number;
  /** Where the file of a token would lie that nobody else can read. */
  readonly tokenFile: string;
  /** For what the program grumbles, where the system does not keep that by itself. */
  readonly logFile: string;
}

/** How one system runs a program in the background. */
export interface ServicePlan {
  /** The file that tells the system of it. */
  readonly file: string;
  readonly text: string;
  /** Must be there before it starts. */
  readonly folders: readonly string[];
  /** Starts it, and again at each login. */
  readonly enable: readonly CommandLine[];
  readonly disable: readonly CommandLine[];
  /** Ends with 0 while it runs. */
  readonly ask: CommandLine;
  /** What else one may want to do, as lines for the user. */
  readonly hints: readonly string[];
}

/** Stands in each file of ours: no other is overwritten or removed. */
export const SERVICE_MARK = 'Written by nim-glance service install';
