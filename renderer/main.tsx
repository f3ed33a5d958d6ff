import { render } from 'preact';
import { App } from './app.tsx';
import { fitWindow } from './fit-window.ts';
import { connectStore } from './store.ts';
import { bridgeApi } from './transport/ipc.ts';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place to draw into.');

const api = bridgeApi();
connectStore(api);
render(<App api={api} />, place);
fitWindow(place);
