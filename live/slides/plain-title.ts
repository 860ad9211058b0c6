/** A slide's title without Markdown's marks and tags, on one line. */
export function plainTitle(title: string): string {
  return title.replace(/<[^>]+>/g, ' ').replace(/`|\*\*/g, '').replace(/\s+/g, ' ').trim()
}
