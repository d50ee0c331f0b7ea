-- Typed into Kakoune, with kakoune-lsp, and read off its screen.
return {
  columns = 120,
  lines = 32,
  quit = '<Esc><Esc>:quit!<CR>',
  { keys = '', see = 'Hi Lina' },
  -- Line 8 is the greeting: its finding stands at the line's end.
  { keys = '8gxcTo whom it may concern,<CR><Esc>k', see = 'stiffer' },
  { keys = ':lsp-hover<CR>', see = 'too%-formal' },
  { keys = '<Esc>:edit weeks/2026-W48.md<CR>', see = 'Habits' },
  { keys = 'geoTalked to @lina', see = 'Lina Farouk' },
  { keys = '<C-n><Esc>', see = '%[%[lina%-farouk|Lina Farouk%]%]' },
  { keys = ':edit journal.toml<CR>', see = 'timezone' },
  { keys = 'geohard-to-raed = "info"<Esc>', see = 'no check called' },
  { keys = ':journal-today<CR>', see = 'Léo Fontaine' },
}
