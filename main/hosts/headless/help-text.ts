/** What `nim-glance --help` prints. */
export const HELP = `nim-glance: watches NVIDIA NIM and forwards its metrics to Dynatrace

  nim-glance demo [--for 20s] [--json|--open]
      a simulated NIM, scraped each second into a local sink as strict as Dynatrace;
      --open shows it in a browser
  nim-glance run ADDRESS [--forward URL] [--interval 10s] [--for 30s]
      watches the NIM at ADDRESS; --forward takes the OTLP base URL, for example
      https://abc12345.live.dynatrace.com/api/v2/otlp, and the token from DT_API_TOKEN
  nim-glance run [--config FILE] [--state-dir DIR] [--listen 127.0.0.1:PORT] [--for 30s]
      [--quiet]
      the same by a configuration file with Prometheus' keys, or the OpenTelemetry
      Collector's; changes to the file apply while it runs; without FILE and ADDRESS it
      is the one that the desktop program uses, too; --listen serves its own /metrics,
      /healthz and /readyz; --quiet prints neither table nor lines
  nim-glance run … --open [--listen 127.0.0.1:PORT]
      the screen in a browser of this computer; where there is no box yet, it asks for one.
      Prints its address, which lets one in, and opens it where a display is there; from
      elsewhere: ssh -L PORT:127.0.0.1:PORT
  nim-glance pair [list|forget NAME] [--state-dir DIR]
      a code by which the desktop program of another machine shows the monitor that runs
      here; the computers that may
  nim-glance queue [--state-dir DIR] [--json]
      the ledger: what was produced, delivered, queued, dropped and skipped, also of a
      running instance
  nim-glance dead-letters [list|show ID|resend ID|discard ID] [--state-dir DIR] [--json]
      requests that the destination refused
  nim-glance diagnostics [--state-dir DIR] [--config FILE] [--output FILE]
      a bundle for a bug report, without secrets
  nim-glance check-config FILE
      says what the file asks for, or each error with its line and column
  nim-glance scrape URL|FILE [--samples] [--strict] [--format auto|text|openmetrics] [--json]
      one scrape explained: dialect, families, series, issues, what each tile would show
  nim-glance token set|status|delete [--environment NAME] [--untested] [--allow-http] [--json]
      the token in the keychain of this desktop; set asks for it, or reads it from a pipe,
      and tries it first, but for --untested
  nim-glance test-connection [--environment NAME] [--allow-http] [--json]
      tries destination and token step by step; NAME is an environment id or any of its
      addresses, otherwise DT_ENDPOINT is taken; --allow-http takes plain http to another
      computer, which shows the token to the network
  nim-glance service install|uninstall|status [--config FILE] [--state-dir DIR] [--now]
      a service of this user (systemd or launchd) that runs the configuration from login
      on; --now starts it at once
  nim-glance simulate [--port 8000] [--seed N] [--time-scale N] [--clock-offset 90s]
      [--loading 20s] [--event-log FILE] [--control-port N] [--json]
      the simulated NIM alone; a POST to its control address makes bad weather
  nim-glance sink [--port 4318] [--token TOKEN] [--scopes A,B] [--journal FILE]
      [--control-port N] [--json]
      the sink alone; prints what it received when it ends
`;
