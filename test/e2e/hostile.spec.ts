import { expect, test } from './glance.ts';

const MARKUP = '<img src=x onerror=alert(1)>';
test.describe('a model whose name is markup', () => {
  test.use({ setup: { simulator: { modelName: MARKUP } } });

  test('is shown as it is written, and so are help texts', async ({ glance }) => {
    glance.target.rewrite((text) => text.replaceAll(/^# HELP (\S+) .*$/gm, `# HELP $1 ${MARKUP}`));
    await glance.scrapes(2);
    const model = glance.page.getByText(MARKUP, { exact: true });
    await expect(model).toBeVisible();
    await expect(model).toHaveAttribute('title', MARKUP);
    await expect(glance.page.locator('img, script:not([src])')).toHaveCount(0);
  });
});

test('the page may not load, ask or run what is not its own', async ({ glance }) => {
  const { page, sink, watch } = glance;
  await expect(glance.at('kv-cache')).toBeVisible();
  watch.announce(/Content Security Policy|TrustedHTML|^console: policy: /);
  const ended = await page.evaluate(async (elsewhere) => {
    const image = document.createElement('img');
    image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    document.body.append(image);
    const script = document.createElement('style');
    script.textContent = 'body { display: none }';
    document.body.append(script);
    let markup = 'taken';
    try {
      document.body.innerHTML = '<p>taken</p>';
    } catch {
      markup = 'refused';
    }
    const answer = await fetch(elsewhere).then(
      () => 'answered',
      () => 'refused',
    );
    return { markup, answer, display: getComputedStyle(document.body).display };
  }, sink.url);
  expect(ended).toEqual({ markup: 'refused', answer: 'refused', display: 'block' });
  for (const directive of ['img-src', 'style-src-elem', 'connect-src', 'require-trusted-types-for']) {
    await expect
      .poll(() => watch.heard.some((one) => one.startsWith(`console: policy: ${directive} `)), directive)
      .toBe(true);
  }
});
