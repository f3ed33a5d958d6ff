export interface InfoAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface InfoState {
  readonly modelName: string;
  readonly startMs: number;
  readonly isReady: boolean;
}

/** Longest context of the model served, in tokens. */
const MAX_MODEL_LEN = 131_072;

/** What a NIM answers beside its metrics. It is live from the start; the model's list comes once it is loaded. */
export function infoAnswer(path: string, state: InfoState): InfoAnswer {
  switch (path) {
    case '/v1/health/live':
      return { status: 200, body: { object: 'health.response', message: 'live', status: 'live' } };
    case '/v1/health/ready':
      return state.isReady
        ? { status: 200, body: { object: 'health.response', message: 'ready', status: 'ready' } }
        : { status: 503, body: { object: 'health.response', message: 'loading', status: 'not_ready' } };
    case '/v1/models':
      return state.isReady ? { status: 200, body: modelList(state) } : { status: 503, body: { detail: 'loading' } };
    case '/v1/version':
      return { status: 200, body: { release: '1.8.3', api: '1.0' } };
    case '/v1/metadata':
      return {
        status: 200,
        body: {
          version: '1.8.3',
          assetInfo: [],
          licenseInfo: { name: 'Simulated, no license' },
          modelInfo: [{ shortName: state.modelName, modelUrl: '' }],
        },
      };
    default:
      return { status: 404, body: { detail: 'Not Found' } };
  }
}

function modelList(state: InfoState): unknown {
  const model = {
    id: state.modelName,
    object: 'model',
    created: Math.floor(state.startMs / 1000),
    owned_by: 'nim-simulator',
    root: state.modelName,
    max_model_len: MAX_MODEL_LEN,
  };
  return { object: 'list', data: [model] };
}
