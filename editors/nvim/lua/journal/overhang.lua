-- What a completed entry replaces behind the cursor. Neovim puts it in before the cursor alone, so that brackets which were closed by
-- themselves would stand twice: `[[ada-lovelace|Ada Lovelace]]]]`.
local M = {}

---@class journal.Asked
---@field line string The line on which entries were asked for
---@field cursor integer The byte column

---@type table<integer, journal.Asked> by buffer, of the entries that are there
local answered = {}

local function here()
  return { line = vim.api.nvim_get_current_line(), cursor = vim.api.nvim_win_get_cursor(0)[2] }
end

--- How many bytes behind the cursor an entry replaces.
---@param item lsp.CompletionItem
---@param at journal.Asked
---@param encoding string
function M.bytes(item, at, encoding)
  local range = item.textEdit and (item.textEdit.range or item.textEdit.replace)
  if not range then
    return 0
  end
  local ends = range['end'].character
  if encoding ~= 'utf-8' then
    local found, byte = pcall(vim.str_byteindex, at.line, ends, encoding == 'utf-16')
    ends = found and byte or at.cursor
  end
  return math.max(0, math.min(ends, #at.line) - at.cursor)
end

--- Takes away as many bytes behind the cursor, where the same still stands there as when entries were asked for.
---@param buf integer
---@param at journal.Asked
---@param count integer
function M.clear(buf, at, count)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local tail = vim.api.nvim_get_current_line():sub(column + 1)
  if count > 0 and tail == at.line:sub(at.cursor + 1) then
    vim.api.nvim_buf_set_text(buf, row - 1, column, row - 1, column + count, {})
  end
end

--- Looks after a buffer whose entries Neovim itself asks for.
---@param client vim.lsp.Client
---@param buf integer
function M.watch(client, buf)
  local group = vim.api.nvim_create_augroup('journal_overhang_' .. buf, {})
  ---@type table<integer, journal.Asked> by request
  local asked = {}
  vim.api.nvim_create_autocmd('LspRequest', {
    buffer = buf,
    group = group,
    callback = function(event)
      local id, request = event.data.request_id, event.data.request
      if request.method ~= 'textDocument/completion' or event.data.client_id ~= client.id then
        return
      end
      if request.type == 'pending' then
        asked[id] = vim.api.nvim_get_current_buf() == buf and here() or nil
      else
        answered[buf] = request.type == 'complete' and asked[id] or answered[buf]
        asked[id] = nil
      end
    end,
  })
  vim.api.nvim_create_autocmd('CompleteDone', {
    buffer = buf,
    group = group,
    callback = function()
      local ours = vim.tbl_get(vim.v.completed_item, 'user_data', 'nvim', 'lsp')
      local at = answered[buf]
      if at and type(ours) == 'table' and ours.client_id == client.id and ours.completion_item and vim.v.event.reason == 'accept' then
        M.clear(buf, at, M.bytes(ours.completion_item, at, client.offset_encoding))
      end
    end,
  })
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = buf,
    group = group,
    callback = function()
      answered[buf] = nil
    end,
  })
end

return M
