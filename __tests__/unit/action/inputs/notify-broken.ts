/** What can't go together of the inputs that every sub-action has to notify, and the input that is blamed. */
export const NOTIFY_BROKEN: readonly (readonly [inputs: Record<string, string>, blamed: string])[] = [
  [{ 'email-to': 'ops@example.com' }, 'email-from'],
  [{ 'email-from': 'backups@example.com' }, 'email-from'],
  [{ 'smtp-url': 'smtps://smtp.example.com' }, 'smtp-url'],
  [{ 'ses-region': 'eu-central-1' }, 'ses-region'],
  [{ 'webhook-secret': 'a-secret-of-16-or-more' }, 'webhook-secret'],
  [{ 'pagerduty-url': 'https://events.eu.pagerduty.com/v2/enqueue' }, 'pagerduty-url'],
]
