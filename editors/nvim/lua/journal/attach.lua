-- What is switched on in a buffer once the server is there.
local config = require('journal.config')

local M = {}

local function can(client, method, buf)
  if vim.fn.has('nvim-0.11') == 1 then
    return client:supports_method(method, buf)
  end
  return client.supports_method(method, { bufnr = buf })
end

local function code_lens(buf)
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = buf })
    return
  end
  vim.lsp.codelens.refresh({ bufnr = buf })
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'BufWritePost', 'TextChanged' }, {
    buffer = buf,
    group = vim.api.nvim_create_augroup('journal_lens_' .. buf, {}),
    callback = function()
      vim.lsp.codelens.refresh({ bufnr = buf })
    end,
  })
end

--- Folds by the server in the windows that show the buffer, all open at first. A keeper's own 'foldmethod' stays.
local function folding(client, buf)
  local has_own = vim.lsp.foldexpr ~= nil
  for _, win in ipairs(vim.fn.win_findbuf(buf)) do
    local options = vim.wo[win][0]
    if options.foldmethod == 'manual' then
      options.foldmethod = 'expr'
      options.foldexpr = has_own and 'v:lua.vim.lsp.foldexpr()' or "v:lua.require'journal.folding'.level()"
      options.foldlevel = 99
    end
  end
  if not has_own then
    require('journal.folding').refresh(client, buf)
    vim.api.nvim_create_autocmd({ 'InsertLeave', 'BufWritePost', 'TextChanged' }, {
      buffer = buf,
      group = vim.api.nvim_create_augroup('journal_folds_' .. buf, {}),
      callback = function()
        require('journal.folding').refresh(client, buf)
      end,
    })
  end
end

--- Names and links are asked for again where the typing outran the first answer, which Neovim then throws away.
local function complete_while_typing(client, buf)
  -- By what the server says to match, not by what would be inserted; and never inserted unasked. In this buffer alone.
  local words = vim.split(vim.bo[buf].completeopt ~= '' and vim.bo[buf].completeopt or vim.go.completeopt, ',', { trimempty = true })
  for _, word in ipairs({ 'menuone', 'noinsert', 'fuzzy' }) do
    if not vim.list_contains(words, word) then
      table.insert(words, word)
    end
  end
  vim.bo[buf].completeopt = table.concat(words, ',')
  require('journal.overhang').watch(client, buf)
  vim.lsp.completion.enable(true, client.id, buf, { autotrigger = true })
  local timer = assert(vim.uv.new_timer())
  local function ask()
    local before = vim.api.nvim_get_current_line():sub(1, vim.api.nvim_win_get_cursor(0)[2])
    local begun = before:match('@[^%s@]*$') or before:match('%[%[[^%]|]*$')
    local inserting = vim.api.nvim_get_current_buf() == buf and vim.startswith(vim.api.nvim_get_mode().mode, 'i')
    if begun and inserting and vim.fn.pumvisible() == 0 then
      (vim.lsp.completion.get or vim.lsp.completion.trigger)()
    end
  end
  vim.api.nvim_create_autocmd('TextChangedI', {
    buffer = buf,
    group = vim.api.nvim_create_augroup('journal_names_' .. buf, {}),
    callback = function()
      timer:start(120, 0, vim.schedule_wrap(ask))
    end,
  })
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = buf,
    once = true,
    callback = function()
      timer:close()
    end,
  })
end

--- Maps what is offered, where the keys are still free in the buffer.
function M.mappings(buf)
  local offered = {
    { ']h', 'next-habit' },
    { '[h', 'previous-habit' },
    { '<LocalLeader>x', 'tick' },
    { '<LocalLeader>s', 'skip' },
    { '<LocalLeader>c', 'clear' },
    { '<LocalLeader>t', 'today' },
    { '<LocalLeader>w', 'week' },
  }
  for _, it in ipairs(offered) do
    if vim.fn.mapcheck(it[1], 'n') == '' then
      vim.keymap.set('n', it[1], '<Plug>(journal-' .. it[2] .. ')', { buffer = buf, remap = true, desc = 'journal: ' .. it[2] })
    end
  end
end

--- Neovim keeps the hints and lenses of a buffer that was read anew from the disk, on the lines where they stood.
local function draw_anew_when_reloaded(buf)
  vim.api.nvim_create_autocmd('FileChangedShellPost', {
    buffer = buf,
    group = vim.api.nvim_create_augroup('journal_reload_' .. buf, {}),
    callback = vim.schedule_wrap(function()
      if not vim.api.nvim_buf_is_valid(buf) then
        return
      end
      if vim.lsp.inlay_hint.is_enabled({ bufnr = buf }) then
        vim.lsp.inlay_hint.enable(false, { bufnr = buf })
        vim.lsp.inlay_hint.enable(true, { bufnr = buf })
      end
      if vim.lsp.codelens.is_enabled and vim.lsp.codelens.is_enabled({ bufnr = buf }) then
        vim.lsp.codelens.enable(false, { bufnr = buf })
        vim.lsp.codelens.enable(true, { bufnr = buf })
      elseif not vim.lsp.codelens.is_enabled and config.get().code_lens then
        vim.lsp.codelens.refresh({ bufnr = buf })
      end
    end),
  })
end

---@param client vim.lsp.Client
---@param buf integer
function M.attach(client, buf)
  local wanted = config.get()
  if wanted.inlay_hints and can(client, 'textDocument/inlayHint', buf) then
    vim.lsp.inlay_hint.enable(true, { bufnr = buf })
  end
  if wanted.code_lens and can(client, 'textDocument/codeLens', buf) then
    code_lens(buf)
  end
  draw_anew_when_reloaded(buf)
  if wanted.folding and can(client, 'textDocument/foldingRange', buf) then
    folding(client, buf)
  end
  if wanted.completion and vim.lsp.completion and vim.lsp.completion.enable and can(client, 'textDocument/completion', buf) then
    complete_while_typing(client, buf)
  end
  if wanted.mappings then
    M.mappings(buf)
  end
end

return M
