/** How a page could leave or open another. Each runs in the page. */
export const WAYS_OUT: Readonly<Record<string, (to: string) => void>> = {
  'location =': (to) => {
    location.href = to;
  },
  'a link': (to) => {
    const link = document.createElement('a');
    link.href = to;
    document.body.append(link);
    link.click();
  },
  'a link with target=_blank': (to) => {
    const link = document.createElement('a');
    Object.assign(link, { href: to, target: '_blank' });
    document.body.append(link);
    link.click();
  },
  'meta refresh': (to) => {
    const meta = document.createElement('meta');
    Object.assign(meta, { httpEquiv: 'refresh', content: `0; url=${to}` });
    document.head.append(meta);
  },
  'window.open': (to) => {
    window.open(to, '', 'nodeIntegration=yes,contextIsolation=no');
  },
  'a form': (to) => {
    const form = document.createElement('form');
    Object.assign(form, { action: to, method: 'post' });
    document.body.append(form);
    form.submit();
  },
  'an iframe': (to) => {
    const frame = document.createElement('iframe');
    frame.src = to;
    document.body.append(frame);
  },
  'a webview': (to) => {
    const view = document.createElement('webview');
    view.setAttribute('src', to);
    view.setAttribute('allowpopups', '');
    document.body.append(view);
  },
};
