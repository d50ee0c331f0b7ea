-- A keeper's init.lua in the screen tests: the plugin stands in a package folder, as its help has it.
vim.g.maplocalleader = ','
vim.g.journal = { cmd = vim.env.JOURNAL, mappings = true }
vim.o.completeopt = 'menuone,noinsert,popup'
vim.o.swapfile = false
-- Brackets that close themselves, as the popular plugins do it.
vim.keymap.set('i', '[', '[]<Left>')
vim.o.number = true
vim.o.termguicolors = true
vim.o.shortmess = vim.o.shortmess .. 'I'
vim.o.wrap = true
vim.o.linebreak = true
vim.o.background = 'dark'
vim.diagnostic.config({ virtual_text = vim.fn.has('nvim-0.11') == 0, virtual_lines = { current_line = true } })
