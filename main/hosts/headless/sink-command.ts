import { FORWARDER_ATTRIBUTES } from '../../demo/strict-sink/series-sums.ts';
import { startSink } from '../../demo/strict-sink/sink-server.ts';
import { parsePort } from './parse-duration.ts';
import { untilEnded } from './until-ended.ts';

export interface SinkArguments {
  readonly port: string;
  /** The only token that is taken; undefined takes any well-formed one. */
  readonly token: string | undefined;
  /** Scopes of every token, separated by commas; undefined: all. */
  readonly scopes: string | undefined;
  readonly json: boolean;
}

/** `nim-glance sink`: the sink alone; when it is told to end, it prints what it received. */
export async function sinkCommand(args: SinkArguments): Promise<number> {
  const sink = await startSink({
    port: parsePort('--port', args.port),
    leaveOut: FORWARDER_ATTRIBUTES,
    ...(args.token === undefined ? {} : { token: args.token }),
    ...(args.scopes === undefined ? {} : { scopes: args.scopes.split(',').map((scope) => scope.trim()) }),
  });
  const { url } = sink;
  process.stdout.write(
    args.json ? `${JSON.stringify({ url })}\n` : `The sink takes OTLP metrics at ${url}/v1/metrics\n`,
  );
  await untilEnded(undefined);
  const report = sink.report();
  await sink.close();
  process.stdout.write(
    args.json
      ? `${JSON.stringify(report)}\n`
      : `${String(report.points)} points in ${String(report.requests)} requests\n`,
  );
  return 0;
}
