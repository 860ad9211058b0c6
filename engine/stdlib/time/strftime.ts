import { ValueError } from '../../kernel/errors'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

const two = (value: number): string => String(value).padStart(2, '0')

function dayOfYear(date: Date): number {
  return Math.round((Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - Date.UTC(date.getFullYear(), 0, 1)) / 86_400_000) + 1
}

const DIRECTIVES: Readonly<Record<string, (date: Date) => string>> = {
  '%': () => '%',
  'a': date => DAYS[date.getDay()]!.slice(0, 3),
  'A': date => DAYS[date.getDay()]!,
  'b': date => MONTHS[date.getMonth()]!.slice(0, 3),
  'B': date => MONTHS[date.getMonth()]!,
  'd': date => two(date.getDate()),
  'e': date => String(date.getDate()).padStart(2),
  'F': date => formatTime('%Y-%m-%d', date),
  'H': date => two(date.getHours()),
  'I': date => two(date.getHours() % 12 || 12),
  'j': date => String(dayOfYear(date)).padStart(3, '0'),
  'm': date => two(date.getMonth() + 1),
  'M': date => two(date.getMinutes()),
  'p': date => date.getHours() < 12 ? 'AM' : 'PM',
  'S': date => two(date.getSeconds()),
  'T': date => formatTime('%H:%M:%S', date),
  'c': date => formatTime('%a %b %e %H:%M:%S %Y', date),
  'x': date => formatTime('%m/%d/%y', date),
  'X': date => formatTime('%H:%M:%S', date),
  'y': date => two(date.getFullYear() % 100),
  'Y': date => String(date.getFullYear()),
}

/**
 * Formats a local time with the directives of Python's `strftime`.
 *
 * @throws ValueError for an unsupported directive
 */
export function formatTime(format: string, date: Date): string {
  return format.replace(/%(.?)/gsu, (_, letter: string) => {
    const directive = DIRECTIVES[letter]
    if (!directive)
      throw new ValueError(`there is no directive '%${letter}' here`)
    return directive(date)
  })
}
