// Where Electron begins when it is given the clone's folder. A file of its own, because npm packs whatever `main` names:
// the program without Electron would carry the bundle for Electron along.
require('../dist/electron/main.cjs');
