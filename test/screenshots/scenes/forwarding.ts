import { DEMO_TOKEN } from '../../../main/demo/demo-token.ts';
import type { Scene } from '../scene.ts';

const NAME = 'spark-01';
const boxes = [{ name: NAME, load: 0.6 }];

/** On, refused in part, trying again, and off. */
export const forwarding: Scene = {
  plan: { boxes, forward: true },
  play: async ({ stage, shoot }) => {
    await stage.live(12);
    await shoot('forwarding-on');
    stage.sink.addWeather({ kind: 'partial', metric: 'gpu_cache_usage_perc' }, 2);
    await stage.live(1);
    await shoot('forwarding-refused-metrics');
    await stage.sink.clearWeather();
    stage.sink.addWeather({ kind: 'status', status: 503, retryAfter: undefined, counted: false });
    await stage.live(4);
    await shoot('forwarding-retrying');
    await stage.sink.clearWeather();
    await stage.monitor.api.setForwarding({ box: NAME, on: false });
    await stage.live(1);
    await shoot('forwarding-off');
  },
};

/** The token is refused. */
export const heldForwarding: Scene = {
  plan: { boxes, forward: true, sink: { token: DEMO_TOKEN.replace(/.$/, 'Z') } },
  play: async ({ stage, shoot }) => {
    await stage.live(12);
    await shoot('forwarding-held');
  },
};

/** Nothing is set up, and the switch is on. */
export const missingDestination: Scene = {
  plan: { boxes, token: null },
  play: async ({ stage, shoot }) => {
    await stage.live(8);
    await stage.monitor.api.setForwarding({ box: NAME, on: true });
    await stage.live(1);
    await shoot('forwarding-no-destination');
  },
};

export const missingToken: Scene = {
  plan: { boxes, token: null, forward: true },
  play: async ({ stage, shoot }) => {
    await stage.live(8);
    await shoot('forwarding-no-token');
  },
};
