import { startControl } from '../../demo/control-server.ts';
import { FORWARDER_ATTRIBUTES } from '../../demo/strict-sink/series-sums.ts';
import { sinkControl } from '../../demo/strict-sink/sink-control.ts';
import { startSink } from '../../demo/strict-sink/sink-server.ts';
import { parsePort } from './parse-duration.ts';
import { programFiles } from './program-files.ts';
import { untilEnded } from './until-ended.ts';

export interface SinkArguments {
  readonly port: string;
  /** The only token that is taken; undefined takes any well-formed one. */
  readonly token: string | undefined;
  /** Scopes of every token, separated by commas; undefined: all. */
  readonly scopes: string | undefined;
  readonly json: boolean;
  /** Port of the control address, with `json`; undefined: any free one. */
  readonly controlPort?: string | undefined;
  /** File of the journal of accepted requests; one that exists is gone on with. */
  readonly journal?: string | undefined;
}

/**
 * `nim-glance sink`: the sink alone; when it is told to end, it prints what it received. With --json the first line
 * also names the address at which it is commanded.
 */
export async function sinkCommand(args: SinkArguments): Promise<number> {
  const sink = await startSink({
    port: parsePort('--port', args.port),
    leaveOut: FORWARDER_ATTRIBUTES,
    protoFolder: programFiles().protos,
    ...(args.token === undefined ? {} : { token: args.token }),
    ...(args.scopes === undefined ? {} : { scopes: args.scopes.split(',').map((scope) => scope.trim()) }),
    ...(args.journal === undefined ? {} : { journalFile: args.journal }),
  });
  const { url } = sink;
  if (!args.json) {
    process.stdout.write(`The sink takes OTLP metrics at ${url}/v1/metrics\n`);
    await untilEnded(undefined);
    const { points, requests } = sink.report();
    await sink.close();
    process.stdout.write(`${String(points)} points in ${String(requests)} requests\n`);
    return 0;
  }
  const control = await startControl(
    'the sink',
    sinkControl(sink),
    parsePort('--control-port', args.controlPort ?? '0'),
  );
  process.stdout.write(`${JSON.stringify({ url, control: `${control.url}/control` })}\n`);
  await untilEnded(undefined);
  const report = sink.report();
  await Promise.all([sink.close(), control.close()]);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return 0;
}
