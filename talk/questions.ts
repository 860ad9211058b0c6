/** The three questions of the talk: on a slide of their own, along the top of each section, and in the decision chart. */
export const QUESTIONS = [
  {
    short: 'Think or wait?',
    asks: ['Does it think,', 'or wait?'],
    player: 'The player thinks, or her opponents do.',
  },
  {
    short: 'How many at once?',
    asks: ['How many', 'at once?'],
    player: 'A dozen boards, or ten thousand.',
  },
  {
    short: 'Block or await?',
    asks: ['Do its libraries', 'block or await?'],
    player: 'She is held at a board, or free to walk on.',
  },
] as const
