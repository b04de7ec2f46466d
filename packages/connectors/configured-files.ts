/** The settings that name a file, wherever they stand. */
const settings = new Set(['file', 'connectionStringFile'])

/** Every file that a configuration names, also in its tables; for settings that no schema has verified yet. */
export function listConfiguredFiles(config: object): string[] {
  const files: string[] = []
  const open: object[] = [config]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    for (const [setting, value] of Object.entries(part)) {
      if (settings.has(setting) && typeof value === 'string') files.push(value)
      if (typeof value === 'object' && value !== null) open.push(value)
    }
  }
  return files
}
