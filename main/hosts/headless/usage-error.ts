/** The command line cannot be understood: the message is for the user, the exit code is 2. */
export class UsageError extends Error {}
