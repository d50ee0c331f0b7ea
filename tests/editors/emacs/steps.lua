-- Typed into Emacs, set up as editors/README.md says in a clean home folder, and read off its screen.
return {
  columns = 120,
  lines = 32,
  quit = '<Esc>xkill-emacs<CR>',
  { keys = '', see = 'Text' },
  { keys = '', see = '%[eglot' },
  { keys = '<Esc>xreplace-string<CR>Hi Lina<CR>To whom it may concern<CR>', see = 'To whom', rest = 1500 },
  { keys = '<Esc>xflymake-show-buffer-diagnostics<CR>', see = 'stiffer' },
  { keys = '<Esc>xjournal-today<CR>', see = 'Habits' },
}
