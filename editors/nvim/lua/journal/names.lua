-- The journal's names, asked of the program and remembered for a short while.
local program = require('journal.program')

local M = {}

M.kinds = { 'contact', 'company', 'message', 'week', 'day', 'event', 'map', 'prompts' }

local remembered = {}
local for_seconds = 20

local function ask(dir, word)
  local key = dir .. '\0' .. word
  local known = remembered[key]
  if known and os.time() - known.at < for_seconds then
    return known.value
  end
  local value = program.json({ word }, dir) or {}
  remembered[key] = { at = os.time(), value = value }
  return value
end

--- Forgets what was asked of a journal: its notes have changed.
---@param dir string
function M.forget(dir)
  for key in pairs(remembered) do
    if vim.startswith(key, dir .. '\0') then
      remembered[key] = nil
    end
  end
end

local function pick(list, field)
  return vim.tbl_map(function(it)
    return it[field]
  end, list or {})
end

---@param dir string
---@return string[]
function M.habits(dir)
  return pick(ask(dir, 'today').habits, 'name')
end

---@param dir string
---@return string[]
function M.contacts(dir)
  return pick(ask(dir, 'contacts').contacts, 'name')
end

---@param dir string
---@return string[]
function M.companies(dir)
  return pick(ask(dir, 'companies').companies, 'name')
end

---@param dir string
---@return string[]
function M.messages(dir)
  return pick(ask(dir, 'messages').messages, 'path')
end

---@param dir string
---@return string[]
function M.maps(dir)
  local found = {}
  for name, kind in vim.fs.dir(dir .. '/maps') do
    if kind == 'file' and vim.endswith(name, '.md') then
      table.insert(found, (name:gsub('%.md$', '')))
    end
  end
  table.sort(found)
  return found
end

--- The path of a contact, company or message by its name or its path.
---@param dir string
---@param name string
---@return string?
function M.path_of(dir, name)
  local wanted = name:lower()
  for _, kind in ipairs({ { 'contacts', 'contacts' }, { 'companies', 'companies' }, { 'messages', 'messages' } }) do
    for _, it in ipairs(ask(dir, kind[1])[kind[2]] or {}) do
      local stem = vim.fs.basename(it.path):gsub('%.md$', '')
      if (it.name or ''):lower() == wanted or it.path:lower() == wanted or stem:lower() == wanted then
        return it.path
      end
    end
  end
  return vim.uv.fs_stat(dir .. '/' .. name) and name or nil
end

return M
