// A process that fills a ledger, says `ready` and holds it until it is killed: `node ledger-holder.ts FOLDER`.

import { fillLedger, openLedger, outboxOver } from './stored-ledger.ts';

const [folder = ''] = process.argv.slice(2);
fillLedger(outboxOver(await openLedger(folder, `process ${String(process.pid)}`)));
console.log('ready');
setInterval(() => undefined, 60_000);
