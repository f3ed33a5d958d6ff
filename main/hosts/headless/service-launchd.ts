import { posix } from 'node:path';
import { SERVICE_MARK, type ServicePlan, type ServiceSubject } from './service-plan.ts';

const LABEL = 'com.nimglance.agent';

/** An agent of the user's login. Source: launchd.plist(5), launchctl(1). Never run: there was no macOS to run it on. */
export function launchdService({ command, home, uid, tokenFile, logFile }: ServiceSubject): ServicePlan {
  const file = posix.join(home, 'Library/LaunchAgents', `${LABEL}.plist`);
  const domain = `gui/${uid}`;
  return {
    file,
    text: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- ${SERVICE_MARK}; another call replaces it. -->
<plist version="1.0">
  <dict>
    <key>Label</key>
    <string>${LABEL}</string>
    <key>ProgramArguments</key>
    <array>
${command.map((word) => `      <string>${xmlText(word)}</string>`).join('\n')}
    </array>
    <key>RunAtLoad</key>
    <true/>
    <key>KeepAlive</key>
    <dict>
      <key>SuccessfulExit</key>
      <false/>
    </dict>
    <key>ThrottleInterval</key>
    <integer>10</integer>
    <key>ProcessType</key>
    <string>Background</string>
    <key>Umask</key>
    <integer>63</integer>
    <key>StandardOutPath</key>
    <string>/dev/null</string>
    <key>StandardErrorPath</key>
    <string>${xmlText(logFile)}</string>
  </dict>
</plist>
`,
    folders: [posix.dirname(file), posix.dirname(logFile)],
    enable: [['launchctl', 'bootstrap', domain, file]],
    disable: [['launchctl', 'bootout', `${domain}/${LABEL}`]],
    ask: ['launchctl', 'print', `${domain}/${LABEL}`],
    hints: [
      `what it grumbles: tail -f ${shellWord(logFile)}`,
      `a token that is not in the keychain: launchctl setenv DT_API_TOKEN_FILE ${shellWord(tokenFile)}`,
    ],
  };
}

function xmlText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function shellWord(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
