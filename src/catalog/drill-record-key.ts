/**
 * Where the record of a drill is: beside the backup's manifest, `<key>.drill-YYYYMMDD-HHMMSS.json`, in UTC. There is one
 * for each drill of a backup.
 */
export function drillRecordKey(key: string, when: Date): string {
  const [date = '', time = ''] = when.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T')
  return `${key}.drill-${date}-${time}.json`
}

const RECORD = /\.drill-\d{8}-\d{6}\.json$/

/** The backup that a record is about; undefined for the key of anything else. */
export function drilledKey(key: string): string | undefined {
  return RECORD.test(key) ? key.replace(RECORD, '') : undefined
}
