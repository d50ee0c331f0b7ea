-- Typed into Helix and read off its screen.
local steps = {
  columns = 120,
  lines = 32,
  quit = '<Esc><Esc>:q!<CR>',
  { keys = '', see = 'Hi Lina' },
  -- Line 8 is the greeting.
  { keys = '8gg', see = 'Hi Lina' },
  { keys = 'xcTo whom it may concern,<CR><Esc>k', see = 'stiffer' },
}
if os.getenv('UNFINISHED') ~= '1' then
  vim.list_extend(steps, {
    { keys = 'ge:o weeks/2026-W48.md<CR>', see = 'Habits' },
    { keys = 'geoTalked to @lina', see = 'Lina Farouk' },
    { keys = '<Tab><CR>', see = '%[%[lina%-farouk|Lina Farouk%]%]' },
  })
  steps.quit = '<Esc><Esc>:qa!<CR>'
end
return steps
