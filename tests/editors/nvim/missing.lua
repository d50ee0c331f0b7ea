-- A journal opened where the program is not: a line says so, the note can be read, and nothing waits for a key.
return {
  columns = 110,
  lines = 24,
  quit = '<Esc><Esc>:qa!<CR>',
  { keys = '', see = 'the program was not found; :checkhealth journal', gone = 'Press ENTER' },
  { keys = 'j', see = 'Hi Lina', gone = 'Press ENTER' },
}
