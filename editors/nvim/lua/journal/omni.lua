-- Completion by <C-x><C-o> for Neovim 0.10, whose own looks at what would be inserted and not at what the server says to match:
-- there `@lina` would never find `[[lina-farouk|Lina Farouk]]`.
local overhang = require('journal.overhang')

local M = {}

--- A snippet as plain words: `${1:name}` is `name`, `$0` nothing.
local function plain(item, text)
  if item.insertTextFormat ~= 2 then
    return text
  end
  return (text:gsub('%${%d+|([^,|}]*)[^}]*}', '%1'):gsub('%${%d+:([^}]*)}', '%1'):gsub('%${?%d+}?', ''):gsub('\\([$}\\])', '%1'))
end

--- What the server offers as Vim's entries, those that fit what is typed, the server's order kept.
---@return table[] entries, integer start The byte column, from 0, where what is typed begins
local function entries(client, result, line, cursor)
  local items = result and (result.items or result) or {}
  local start = vim.fn.match(line:sub(1, cursor), '\\k*$')
  local ranged = items[1] and items[1].textEdit and (items[1].textEdit.range or items[1].textEdit.replace)
  if ranged then
    start = vim.str_byteindex(line, ranged.start.character, client.offset_encoding == 'utf-16')
  end
  local typed = line:sub(start + 1, cursor)
  table.sort(items, function(a, b)
    return (a.sortText or a.label) < (b.sortText or b.label)
  end)
  local found = {}
  for _, item in ipairs(items) do
    if typed == '' or #vim.fn.matchfuzzy({ item.filterText or item.label }, typed) > 0 then
      local text = item.textEdit and item.textEdit.newText or item.insertText or item.label
      local kind = vim.lsp.protocol.CompletionItemKind[item.kind] or ''
      local behind = overhang.bytes(item, { line = line, cursor = cursor }, client.offset_encoding)
      local entry = { word = plain(item, text), abbr = item.label, menu = item.detail or '', kind = kind, icase = 1, dup = 1, equal = 1 }
      entry.user_data = { journal = { line = line, cursor = cursor, behind = behind } }
      table.insert(found, entry)
    end
  end
  return found, start
end

local function is_inserting(buf)
  return vim.api.nvim_get_current_buf() == buf and vim.startswith(vim.api.nvim_get_mode().mode, 'i')
end

--- Asks, and asks again where the text moved on under the question.
local function ask(client, buf, tries)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  client.request('textDocument/completion', params, function(problem, result)
    if not is_inserting(buf) then
      return
    end
    if problem and tries > 1 then
      vim.defer_fn(function()
        if is_inserting(buf) then
          ask(client, buf, tries - 1)
        end
      end, 100)
      return
    end
    local found, start = entries(client, result, vim.api.nvim_get_current_line(), vim.api.nvim_win_get_cursor(0)[2])
    vim.schedule(function()
      if is_inserting(buf) then
        vim.fn.complete(start + 1, found)
      end
    end)
  end, buf)
end

--- Takes away what the entry that was put in replaces behind the cursor.
function M.done()
  local ours = vim.tbl_get(vim.v.completed_item, 'user_data', 'journal')
  if type(ours) == 'table' then
    overhang.clear(vim.api.nvim_get_current_buf(), ours, ours.behind)
  end
end

--- For 'omnifunc'.
function M.complete(findstart)
  local buf = vim.api.nvim_get_current_buf()
  local client = vim.lsp.get_clients({ bufnr = buf, name = 'journal' })[1]
  if not client or findstart ~= 1 then
    return findstart == 1 and -3 or {}
  end
  ask(client, buf, 3)
  -- The entries come later.
  return -2
end

return M
