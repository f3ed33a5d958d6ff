import { LOADING_MS, type Scene } from '../scene.ts';

const NAME = 'spark-01';

/** The same box from its first scrape on: at ease, under pressure, with an alert, paused, gone, and back. */
export const oneBox: Scene = {
  plan: { boxes: [{ name: NAME, load: 0.7, loadingMs: LOADING_MS, weather: { kind: 'slow', delayMs: 4_000 } }] },
  play: async ({ stage, camera, shoot }) => {
    await shoot('one-box-starting');
    await stage.sim(NAME).clearWeather();
    await stage.live(0.2);
    await shoot('one-box-first-numbers');
    await stage.live(22);
    await stage.until(NAME, ({ state }) => state === 'fine');
    await shoot('one-box-fine');
    stage.sim(NAME).setLoad(1.04);
    await stage.until(NAME, ({ state, kvCache }) => state === 'busy' && (kvCache.value ?? 0) > 0.85);
    await shoot('one-box-busy');
    stage.sim(NAME).setLoad(1.4);
    await stage.until(NAME, ({ state }) => state === 'alert');
    await stage.live(2);
    await shoot('one-box-alert');
    stage.sim(NAME).setLoad(0.5);
    await stage.until(NAME, ({ state }) => state === 'fine');
    await stage.monitor.api.pause({ on: true });
    await stage.live(1);
    await shoot('one-box-paused');
    await stage.monitor.api.pause({ on: false });
    await stage.live(1);
    await stage.fell(NAME);
    await stage.live(2);
    await shoot('one-box-down');
    await stage.stood(NAME);
    stage.sim(NAME).restart();
    await stage.live(4);
    await shoot('one-box-loading');
    await stage.screen.close();
    await camera.page.getByTestId('link').filter({ hasText: /\S/ }).waitFor();
    await camera.shoot('monitor-away');
  },
};

/** Answers without metrics, and none at all since the start. */
export const brokenBoxes: Scene = {
  plan: { boxes: [{ name: NAME }] },
  play: async ({ stage, shoot }) => {
    stage.sim(NAME).addWeather({ kind: 'html' });
    await stage.live(1);
    await shoot('one-box-web-page');
    stage.sim(NAME).addWeather({ kind: 'status', status: 401 });
    await stage.sim(NAME).clearWeather();
    stage.sim(NAME).addWeather({ kind: 'status', status: 401 });
    await stage.live(1);
    await shoot('one-box-credentials');
    await stage.fell(NAME);
    await stage.live(1);
    await shoot('one-box-never-heard');
  },
};
