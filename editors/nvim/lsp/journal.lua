-- The language server's configuration, for `vim.lsp.enable('journal')` (Neovim 0.11 and newer).
return require('journal.client').config()
