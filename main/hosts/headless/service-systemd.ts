import { posix } from 'node:path';
import { SERVICE_MARK, type ServicePlan, type ServiceSubject } from './service-plan.ts';

const UNIT = 'nim-glance.service';

/**
 * A unit of the user's own service manager. Sources: systemd.unit(5), systemd.service(5), systemd.exec(5). What needs a file
 * system of its own (`ProtectSystem=`, `PrivateTmp=`) is left out: in a user's manager it takes user namespaces, which some
 * systems deny, and then the program would not start at all. `MemoryDenyWriteExecute=` does not go with V8.
 */
export function systemdService({ command, home, environment, tokenFile }: ServiceSubject): ServicePlan {
  const configured = environment['XDG_CONFIG_HOME'] ?? '';
  const base = posix.isAbsolute(configured) ? configured : posix.join(home, '.config');
  const file = posix.join(base, 'systemd/user', UNIT);
  return {
    file,
    text: `# ${SERVICE_MARK}; another call replaces it.
[Unit]
Description=NIM Glance, watches NVIDIA NIM and forwards its metrics
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${command.map(unitWord).join(' ')}
Restart=on-failure
RestartSec=10
# A wrong command line stays wrong; a configuration may be mended meanwhile.
RestartPreventExitStatus=2
TimeoutStopSec=30
# A token for a computer without a keychain, in a file that nobody else can read (chmod 600). One of the two:
#LoadCredential=dt_api_token:${unitText(tokenFile)}
#Environment=${unitWord(`DT_API_TOKEN_FILE=${tokenFile}`)}
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=default.target
`,
    folders: [posix.dirname(file)],
    enable: [
      ['systemctl', '--user', 'daemon-reload'],
      ['systemctl', '--user', 'enable', '--now', UNIT],
    ],
    disable: [['systemctl', '--user', 'disable', '--now', UNIT]],
    ask: ['systemctl', '--user', 'is-active', '--quiet', UNIT],
    hints: [
      'a token for a computer without a keychain: two lines in that file begin with #; take one of them',
      `what it grumbles: journalctl --user --unit ${UNIT} --follow`,
      'to run it also while you are not logged in: loginctl enable-linger',
    ],
  };
}

/** A word of ExecStart= or Environment=. Source: systemd.service(5), "Command lines"; systemd.syntax(7), "Quoting". */
function unitWord(word: string): string {
  const escaped = unitText(word).replace(/["\\]/g, '\\$&').replace(/\$/g, '$$$$');
  return /^[\w@%+=:,./-]+$/.test(escaped) ? escaped : `"${escaped}"`;
}

/** Percent signs begin specifiers. */
function unitText(text: string): string {
  return text.replace(/%/g, '%%');
}
