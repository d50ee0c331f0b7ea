-- Typed into Helix and read off its screen.
local steps = {
  columns = 120,
  lines = 32,
  quit = '<Esc><Esc>:qa!<CR>',
  { keys = '', see = 'Hi Lina' },
  -- Line 8 is the greeting.
  { keys = '8gg', see = 'Hi Lina' },
  { keys = 'xcTo whom it may concern,<CR><Esc>k', see = 'stiffer' },
}
vim.list_extend(steps, {
  { keys = 'ge:o weeks/2026-W48.md<CR>', see = 'Habits' },
  { keys = 'geoTalked to @lina', see = 'Lina Farouk' },
  { keys = '<Tab><CR>', see = '%[%[lina%-farouk|Lina Farouk%]%]' },
})
return steps
