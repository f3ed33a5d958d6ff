/** A token of the right form that opens nothing but the sink. */
export const DEMO_TOKEN = `dt0c01.${'NIMGLANCEDEMO'.padEnd(24, 'X')}.${'Y'.repeat(64)}`;
