import { render } from 'preact';
import { App } from './app.tsx';
import { Notices } from './features/alerts/notices.tsx';
import { fitWindow } from './fit-window.ts';
import { connectStore, link } from './store.ts';
import { bridgeTransport } from './transport/ipc.ts';
import { socketTransport, type PageWorld } from './transport/socket.ts';
import { LinkNote } from './ui/link-note.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place to draw into.');

const transport = bridgeTransport() ?? socketTransport(browser());
connectStore(transport);
render(<Page />, place);
// A tab of a browser keeps its own size.
if (transport.kind === 'bridge') fitWindow(place);

/** Whoever is not let in is shown nothing else. */
function Page() {
  return (
    <>
      <LinkNote />
      {link.value !== 'refused' && <Notices api={transport.api} />}
      {link.value !== 'refused' && <App api={transport.api} inShell={transport.kind === 'bridge'} />}
    </>
  );
}

function browser(): PageWorld {
  const { location, history, sessionStorage } = window;
  return {
    ...{ location, history, sessionStorage },
    fetch: (input, options) => window.fetch(input, options),
    openSocket: (url) => new WebSocket(url),
    later: (run, ms) => void window.setTimeout(run, ms),
  };
}
