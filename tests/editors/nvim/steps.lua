-- Typed into Neovim and read off its screen.
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
  -- Neovim 0.10 does not complete by itself.
  { keys = 'Go<CR>Talked to @lina' .. (os.getenv('SUITE') == 'trixie' and '<C-x><C-o>' or ''), see = 'Lina Farouk' },
  { keys = '<C-y>', see = '%[%[lina%-farouk|Lina Farouk%]%]' },
}
return steps
