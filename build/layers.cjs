// Who may import whom. Each rule here has an example in test/layers that must be reported under the rule's name.
// Folders are matched from the repository's root; packages by the folder they really lie in.

const packages = 'node_modules/';
const electronPackage = '^electron(/|$)|node_modules/electron(/|$)';

/** The files in core that may reach outside the program; everything else there gets bytes, time and chance as arguments. */
const ioFiles = ['scrape/http-get', 'scrape/http/[^/]+', 'deliver/post-otlp', 'outbox/ledger-file'];
const ioPath = `^main/core/(${ioFiles.join('|')})\\.ts$`;

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', 'Two files that need each other are one idea.', {}, { circular: true }),
    rule(
      'no-unknown-imports',
      'An import that does not resolve escapes every other rule.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'model-is-a-leaf',
      'All stages share the model; it knows none of them.',
      { path: '^main/core/model/' },
      { pathNot: '^main/core/model/' },
    ),
    rule(
      'a-stage-sees-itself-and-model',
      'The stages do not know each other; pipeline.ts alone knows their order.',
      { path: '^main/core/([^/]+)/' },
      { path: '^main/core/', pathNot: '^main/core/($1|model)/' },
    ),
    rule(
      'core-knows-no-host',
      'Core runs anywhere: no product, host, screen or demo in it.',
      { path: '^main/core/' },
      { path: '^(main/(app|hosts|demo)|preload|renderer)/' },
    ),
    rule(
      'core-takes-few-packages',
      'Of npm, core may use OpenTelemetry and protobufjs, for requests, and re2js, for relabelling as Prometheus does.',
      { path: '^main/core/' },
      { path: packages, pathNot: 'node_modules/(@opentelemetry|protobufjs|re2js)/' },
    ),
    rule(
      'io-only-in-io-files',
      "Node's own modules only in the files whose job is IO.",
      { path: '^main/core/', pathNot: ioPath },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'app-enters-core-by-the-front-door',
      'The product sees the pipeline and the model, not the stages; the rules for targets are relabelling, too.',
      { path: '^main/app/' },
      {
        path: '^main/core/',
        pathNot:
          '^main/core/(model/|(pipeline|explain|connection-calls|stored-ledger|alert-book)\\.ts$|relabel/relabel\\.ts$)',
      },
    ),
    rule(
      'app-knows-no-host',
      'Hosts lend to the product through ports.ts.',
      { path: '^main/app/' },
      { path: '^(main/hosts|renderer)/|^preload/bridge\\.ts$' },
    ),
    rule(
      'demo-stands-alone',
      'Simulator and sink judge the product, so they share no code with it.',
      { path: '^main/demo/' },
      { path: '^(main/(core|app|hosts)|preload|renderer)/' },
    ),
    rule(
      'only-hosts-start-the-demo',
      'The product does not know that there is a demo.',
      { pathNot: '^main/(demo|hosts)/' },
      { path: '^main/demo/' },
    ),
    rule(
      'hosts-go-through-app',
      'A host that reached into core would have to be written twice.',
      { path: '^main/hosts/' },
      { path: '^main/core/' },
    ),
    rule(
      'hosts-do-not-know-each-other',
      'Each host can be taken away.',
      { path: '^main/hosts/([^/]+)/' },
      { path: '^main/hosts/([^/]+)/', pathNot: '^main/hosts/$1/' },
    ),
    rule(
      'only-hosts-ask-the-keychain',
      'The product gets a SecretStore lent; the keychain needs a process of its own, which a host starts.',
      { pathNot: '^main/(keychain|hosts)/' },
      { path: '^main/keychain/|node_modules/(@github/)?keytar/' },
    ),
    rule(
      'keychain-knows-the-port-alone',
      'It runs in a child process of any host.',
      { path: '^main/keychain/' },
      { path: '^(main|preload|renderer)/', pathNot: '^main/(keychain/|app/ports\\.ts$)' },
    ),
    rule(
      'electron-only-at-the-edge',
      'Everything else must run where there is no Electron.',
      { pathNot: '^(main/hosts/electron/|preload/bridge\\.ts$)' },
      { path: electronPackage },
    ),
    rule(
      'contract-is-a-leaf',
      'The contract is what both sides share; it knows neither.',
      { path: '^preload/contract/' },
      { pathNot: '^preload/contract/|node_modules/valibot/' },
    ),
    rule(
      'bridge-sees-only-the-contract',
      'The preload script exposes the contract and does nothing else.',
      { path: '^preload/bridge\\.ts$' },
      { pathNot: `^preload/contract/|${electronPackage}` },
    ),
    rule(
      'renderer-sees-only-the-contract',
      'The screen runs in a sandbox, in a browser too.',
      { path: '^renderer/' },
      { pathNot: `^(renderer|preload/contract)/|${packages}` },
    ),
    rule(
      'screen-packages-only-in-the-renderer',
      "Their types bring the browser's with them, and the compiler would then let `document` pass.",
      { pathNot: '^renderer/' },
      { path: 'node_modules/(preact|@preact|chart\\.js|@fontsource-variable)/' },
    ),
    rule(
      'features-do-not-know-each-other',
      'What two features share belongs into renderer/ui.',
      { path: '^renderer/features/([^/]+)/' },
      { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
    ),
    rule(
      'no-orphans',
      'A file that nobody imports and that is no entry is dead.',
      { orphan: true, pathNot: '(^|/)main\\.tsx?$|^preload/bridge\\.ts$|\\.d\\.ts$' },
      {},
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test|build)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
