-- The language server as Neovim starts it.
local config = require('journal.config')
local program = require('journal.program')
local root = require('journal.root')

local M = {}

--- What Neovim says of itself, and what 0.10 can and does not say: edits that rename files too.
local function capabilities()
  local said = vim.lsp.protocol.make_client_capabilities()
  return vim.tbl_deep_extend('force', said, { workspace = { workspaceEdit = { documentChanges = true } } })
end

--- Where a note of a journal is opened and the program is not there, says so once, in a line that asks for no key.
---@param buf integer
function M.tell_if_missing(buf)
  if not program.find() and root.of_buffer(buf) then
    vim.notify_once('journal: the program was not found; :checkhealth journal tells more', vim.log.levels.WARN)
  end
end

--- The configuration for `vim.lsp.config` and `vim.lsp.start`.
function M.config()
  return {
    name = 'journal',
    cmd = { program.find() or 'journal', 'lsp' },
    filetypes = { 'markdown', 'toml' },
    -- No root, no server: other people's Markdown is left alone.
    root_dir = function(buf, on_dir)
      local dir = root.of_buffer(buf)
      if dir then
        on_dir(dir)
      end
    end,
    capabilities = capabilities(),
    settings = { journal = config.get().settings },
  }
end

--- Starts the server for a buffer where `vim.lsp.enable` is missing (Neovim 0.10).
---@param buf integer
function M.start(buf)
  local dir = root.of_buffer(buf)
  if not dir or not program.find() then
    return
  end
  local it = M.config()
  it.root_dir = dir
  vim.lsp.start(it, { bufnr = buf })
  if vim.fn.has('nvim-0.11') == 0 then
    -- Each time: a note that is read anew gets the one for HTML from Markdown's own settings.
    vim.bo[buf].omnifunc = "v:lua.require'journal.omni'.complete"
    vim.api.nvim_create_autocmd('CompleteDone', {
      buffer = buf,
      group = vim.api.nvim_create_augroup('journal_omni_' .. buf, {}),
      callback = function()
        require('journal.omni').done()
      end,
    })
  end
end

--- Stops the journal's servers and starts them anew for the notes that are open.
function M.restart()
  local buffers = {}
  for _, client in ipairs(vim.lsp.get_clients({ name = 'journal' })) do
    vim.list_extend(buffers, vim.tbl_keys(client.attached_buffers))
    if vim.fn.has('nvim-0.11') == 1 then
      client:stop()
    else
      client.stop()
    end
  end
  local function again()
    for _, buf in ipairs(buffers) do
      if vim.api.nvim_buf_is_valid(buf) then
        M.start(buf)
      end
    end
  end
  vim.defer_fn(again, 500)
end

return M
