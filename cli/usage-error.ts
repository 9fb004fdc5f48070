// What the user asked for cannot be done as it was asked: one line on stderr, exit code 2.

export class UsageError extends Error {}
