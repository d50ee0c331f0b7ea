-- Typed into Neovim and read off its screen.
-- Neovim 0.10 does not complete by itself.
local complete = os.getenv('SUITE') == 'trixie' and '<C-x><C-o>' or ''
local steps = {
  columns = 110,
  lines = 34,
  quit = '<Esc><Esc>:qa!<CR>',
  { keys = '', see = 'Hi Lina' },
  -- The finding, drawn.
  { keys = '/^Hi<CR>ccTo whom it may concern,<Esc>', see = 'without Lina' },
  { keys = 'u', see = 'Hi Lina', gone = 'without Lina' },
  -- Today and the week, in a float.
  { keys = ':Journal<CR>', see = 'Habits.*Job search' },
  { keys = 'q', gone = 'be in touch with' },
  { keys = ':Journal week<CR>', see = 'Week 48' },
  { keys = 'q', gone = 'Against the weeks before' },
  -- Through the habits, and a tick.
  { keys = ':e weeks/2026-W48.md<CR>', see = 'Job search' },
  { keys = ']h', see = '| Code' },
  { keys = '4f|l,x', see = '| Code       | daily       | x   | x   | x ' },
  { keys = 'Go<CR>Talked to @lina' .. complete, see = 'Lina Farouk' },
  { keys = '<C-y>', see = '%[%[lina%-farouk|Lina Farouk%]%]' },
  -- What was closed by itself is replaced, and stands once.
  { keys = '<Esc>oÜber [[imani' .. complete, see = 'Imani Brooks', rest = 600 },
  { keys = '<C-y> and', see = 'Über %[%[imani%-brooks|Imani Brooks%]%] and *\n' },
  -- A note that is read anew has its hints and lenses on the new lines.
  { keys = '<Esc>:w<CR>:e outreach/2026-11-24-lina-farouk.md<CR>', see = 'greeting:' },
  { keys = ':Journal sent<CR>', see = 'sent: 2026%-11%-25 Wed, today' },
  { keys = '', see = 'They answered' },
}
return steps
