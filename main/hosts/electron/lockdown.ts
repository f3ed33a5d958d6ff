import { app, session } from 'electron';

/** Denies everything a page could ask for beyond its own files: permissions, navigation, new windows, webviews, downloads. */
export function lockDown(): void {
  const pages = session.defaultSession;
  pages.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  pages.setPermissionCheckHandler(() => false);
  pages.setDevicePermissionHandler(() => false);
  pages.on('will-download', (event) => {
    event.preventDefault();
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}
