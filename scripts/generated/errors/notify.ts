import type { DocumentedError } from './documented-error.ts'

/** src/notify, and what only the post step can say. */
export const NOTIFY_ERRORS: readonly DocumentedError[] = [
  {
    code: 'notify-unreachable',
    kind: 'environment',
    meaning: 'No connection to Slack, the webhook, PagerDuty or the heartbeat, or one that broke off.',
    fix: 'Check the address in the input that the message names, and the network, DNS, proxy and certificates of the runner.',
  },
  {
    code: 'notify-timeout',
    kind: 'environment',
    meaning: 'The receiver did not answer in time; it may have got the notification all the same.',
    fix: 'Check whether it is up, and whether a proxy or firewall stands in between.',
  },
  {
    code: 'notify-refused',
    kind: 'environment',
    meaning: 'The receiver does not want the notification: its answer is below 500, and no success.',
    fix: 'Check the input that the message names: it may have been revoked, mistyped, or belong to something else.',
  },
  {
    code: 'notify-overloaded',
    kind: 'environment',
    meaning: 'The receiver answered each attempt with 429, or 500 and above.',
    fix: 'Look whether the service has an outage, or takes fewer messages than it is sent.',
  },
  {
    code: 'notify-redirected',
    kind: 'environment',
    meaning: 'The receiver points to another address; what is secret is not taken there.',
    fix: 'Write the final address into the input that the message names.',
  },
  {
    code: 'notify-email-login',
    kind: 'environment',
    meaning: 'The mail server refused user and password, or takes none.',
    fix: 'Check both in smtp-url, where they are percent-encoded.',
  },
  {
    code: 'notify-email-tls',
    kind: 'environment',
    meaning: 'The mail server offers no encryption, or a certificate that is not trusted; nothing was sent.',
    fix: 'Check host and port in smtp-url; give NODE_EXTRA_CA_CERTS for a certificate authority of your own, or write smtps:// for a server with TLS from the first byte.',
  },
  {
    code: 'notify-email-refused',
    kind: 'environment',
    meaning: 'The mail server refused the sender, all recipients, or the message.',
    fix: 'Check email-from and email-to, and whether the server lets this user send from there.',
  },
  {
    code: 'notify-email-busy',
    kind: 'environment',
    meaning:
      'The mail server refused the message for now (4xx, as greylisting does), each time that it was sent.',
    fix: 'Let the server accept this sender at once, or check its limits for this user.',
  },
  {
    code: 'notify-email-recipients',
    kind: 'environment',
    meaning: 'The mail server refused some of the recipients; the others were notified.',
    fix: 'Check the addresses in email-to.',
  },
  {
    code: 'notify-email-timeout',
    kind: 'environment',
    meaning: 'The mail server did not answer in time.',
    fix: 'Check host and port in smtp-url: GitHub-hosted runners cannot use port 25.',
  },
  {
    code: 'notify-email-unreachable',
    kind: 'environment',
    meaning: 'No connection to the mail server, or one that broke off.',
    fix: 'Check host and port in smtp-url, and the network and DNS of the runner.',
  },
  {
    code: 'notify-ses-denied',
    kind: 'environment',
    meaning: 'The role or user may not send email by SES.',
    fix: 'Give it the permission ses:SendEmail for the identity of email-from.',
  },
  {
    code: 'notify-ses-credentials',
    kind: 'environment',
    meaning: 'There are no AWS credentials, or SES does not know them.',
    fix: 'Give `role-to-assume`, or configure AWS credentials before this step, or send by smtp-url.',
  },
  {
    code: 'notify-ses-credentials-stale',
    kind: 'environment',
    meaning: 'The AWS credentials have expired, or the secret does not match the key.',
    fix: 'Renew the credentials before this step, or check the secret key.',
  },
  {
    code: 'notify-ses-no-region',
    kind: 'environment',
    meaning: 'Nothing says in which region SES is to send.',
    fix: 'Give ses-region; AWS_REGION, or region where no endpoint is given, will do as well.',
  },
  {
    code: 'notify-ses-rejected',
    kind: 'environment',
    meaning: 'SES rejects the sender or a recipient, most often since one is not verified.',
    fix: 'Verify the identity of email-from in ses-region; in the sandbox each address of email-to must be verified too.',
  },
  {
    code: 'notify-ses-suspended',
    kind: 'environment',
    meaning: 'SES sends nothing for this account: paused, suspended, or over its quota.',
    fix: "Look into the account's SES dashboard.",
  },
  {
    code: 'notify-ses-unreachable',
    kind: 'environment',
    meaning: 'No connection to SES, or it failed.',
    fix: 'Check ses-region and the network of the runner.',
  },
  {
    code: 'run-killed',
    kind: 'environment',
    meaning:
      'The step ended without a word: it was killed, or crashed. Reported by notifications only, from the post step.',
    fix: "Look at the run's log; often the machine had too little memory, or a time limit was reached.",
  },
]
