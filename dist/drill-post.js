// What src/action/post/state-journal.ts and src/action/notify/pending-notice.ts keep for the post step: nothing when the main step ended by itself.
const { STATE_leftovers: leftovers = '[]', STATE_notice: notice = '' } = process.env

if (leftovers !== '[]' || notice !== '') {
  const { runPost } = await import('./index.js')
  await runPost('drill')
}
