-- Completion of `:Journal`.
local names = require('journal.names')
local root = require('journal.root')

local M = {}

local function messages_and_people(dir)
  return vim.list_extend(vim.list_slice(names.messages(dir)), names.contacts(dir))
end

---@type table<string, fun(dir: string, words: string[]): string[]>
local arguments = {
  tick = names.habits,
  done = names.habits,
  skip = names.habits,
  clear = names.habits,
  contact = names.contacts,
  map = names.maps,
  open = function(dir)
    local all = vim.list_slice(names.contacts(dir))
    vim.list_extend(all, names.companies(dir))
    return vim.list_extend(all, names.messages(dir))
  end,
  new = function(dir, words)
    if #words <= 1 then
      return names.kinds
    end
    return words[1] == 'message' and names.contacts(dir) or {}
  end,
}
for _, word in ipairs({ 'sent', 'replied', 'met', 'declined', 'close', 'follow-up', 'thank', 'show' }) do
  arguments[word] = messages_and_people
end

--- Those that begin with what is typed, ignoring case. Blanks are escaped, as `<f-args>` reads them.
local function beginning(candidates, lead)
  local wanted = lead:gsub('\\ ', ' '):lower()
  local found = {}
  for _, name in ipairs(candidates) do
    if vim.startswith(name:lower(), wanted) then
      table.insert(found, (name:gsub(' ', '\\ ')))
    end
  end
  return found
end

---@param lead string What stands before the cursor of the word completed
---@param line string The whole command line
---@return string[]
function M.complete(lead, line)
  local words = vim.split(line:gsub('\\ ', '\1'), '%s+', { trimempty = true })
  table.remove(words, 1)
  if #words == 0 or (#words == 1 and lead ~= '') then
    local all = vim.tbl_keys(require('journal.command').subcommands)
    table.sort(all)
    return beginning(all, lead)
  end
  local word = table.remove(words, 1)
  local dir = root.here()
  local ask = arguments[word]
  if lead == '' then
    table.insert(words, '')
  end
  return dir and ask and beginning(ask(dir, words), lead) or {}
end

return M
