import { barriers } from './barriers.ts';
import { expect, test, type Glance } from './glance.ts';

test.use({ setup: { configuration: () => '# my boxes\n', others: 1 } });

const field = ({ page }: Glance) => page.getByLabel('Where does your NIM run?');
const nameField = ({ page }: Glance) => page.getByLabel('Name of the box');

async function look(glance: Glance, text: string): Promise<void> {
  await field(glance).fill(text);
  await field(glance).press('Enter');
}

/** By the keyboard alone, as somebody would who reads nothing. */
async function addFirst(glance: Glance, name: string): Promise<void> {
  await look(glance, glance.target.address);
  await expect(nameField(glance)).toBeFocused();
  await glance.page.keyboard.type(name);
  await glance.page.keyboard.press('Enter');
  await expect(glance.at('open-box')).toHaveAttribute('aria-label', `Box ${name}`);
}

test('an address, its name, and the box is there: nothing else to do or to read', async ({ glance }) => {
  await expect(field(glance)).toBeFocused();
  await look(glance, `curl -s http://${glance.target.address}/v1/models`);
  await expect(glance.page.getByText('NIM 1.x')).toBeVisible();
  await expect(glance.page.getByText(/llama-3\.1-8b-instruct · \d+ series/)).toBeVisible();
  await addFirst(glance, 'lab');
  await expect(glance.page.getByRole('heading', { name: 'lab', exact: true })).toBeFocused();
  await expect(glance.at('kv-cache')).toHaveText(/\d+ ?%/);
});

test('what cannot be understood, or seen, is told beside the field; credentials are not kept', async ({ glance }) => {
  await look(glance, 'what is this');
  await expect(field(glance)).toHaveAccessibleDescription(/no address in this text/);
  await expect(field(glance)).toBeFocused();
  await look(glance, 'curl -u me:hunter2 http://127.0.0.1:1/metrics');
  const found = glance.page.getByRole('region', { name: '127.0.0.1:1' });
  await expect(found).toContainText('Nothing listens there');
  await expect(found).toContainText('credentials are not kept');
  await expect(found).not.toContainText('hunter2');
  await nameField(glance).fill('');
  await glance.page.getByRole('button', { name: 'Add it anyway' }).click();
  await expect(nameField(glance)).toHaveAccessibleDescription('Give the box a name.');
});

test('a look on this computer ends, and says what it brought', async ({ glance }) => {
  await glance.page.getByRole('button', { name: 'Look on this computer' }).click();
  // What runs beside this test is its own business.
  const nothing = glance.page.getByText(/Nothing here answers/);
  await expect(glance.page.getByRole('region', { name: 'Found on this computer' }).or(nothing)).toBeVisible();
});

test('the demo is one click, forwards, and leaves nothing behind', async ({ glance }) => {
  await glance.page.getByRole('button', { name: 'Try the demo' }).click();
  await expect(glance.at('open-box')).toHaveAttribute('aria-label', 'Box demo');
  await expect(glance.at('ledger')).toHaveText(/^[1-9][\d,]* points sent/);
  await expect(glance.at('add-box')).toHaveCount(0);
  expect(await barriers(glance)).toEqual([]);
  await glance.page.getByRole('button', { name: 'Leave' }).click();
  await expect(field(glance)).toBeVisible();
});

test('a box has a page: another name, one more address, and its end', async ({ glance }) => {
  await addFirst(glance, 'lab');
  const { page } = glance;
  await page.getByRole('button', { name: 'Settings of lab' }).click();
  await expect(page.getByRole('heading', { name: 'lab', exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill('spark');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'spark', exact: true })).toBeFocused();

  await page.getByLabel('Add an address').fill(glance.others[0]?.target.address ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add to this box' }).click();
  const addresses = page.getByRole('region', { name: 'Addresses' }).getByRole('listitem');
  await expect(addresses).toHaveCount(2);
  expect(await barriers(glance)).toEqual([]);
  await page.getByRole('button', { name: `Remove ${glance.target.address}` }).click();
  await expect(addresses).toHaveCount(1);

  await page.getByRole('button', { name: 'Remove this box' }).click();
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Remove this box' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(field(glance)).toBeVisible();
});

test('a second box is added beside the first, which keeps its own', async ({ glance }) => {
  await addFirst(glance, 'lab');
  await glance.at('add-box').click();
  await look(glance, glance.target.address);
  await expect(glance.page.getByText('· in lab')).toBeVisible();
  await look(glance, glance.others[0]?.target.address ?? '');
  await nameField(glance).fill('spark');
  await nameField(glance).press('Enter');
  await expect(glance.page.getByTestId('other-box')).toHaveCount(1);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no barrier that axe knows, ${colorScheme}`, async ({ glance }) => {
    await glance.page.emulateMedia({ colorScheme });
    await expect(field(glance)).toBeVisible();
    expect(await barriers(glance)).toEqual([]);
    await look(glance, glance.target.address);
    await expect(nameField(glance)).toBeFocused();
    expect(await barriers(glance)).toEqual([]);
  });
}
