-- Where a journal's root is: the nearest `journal.toml` upward, else the nearest folder that holds one of a journal's folders.
local M = {}

local folders = { 'contacts', 'companies', 'outreach', 'weeks', 'days', 'events', 'maps' }

local function is_folder(path)
  local stat = vim.uv.fs_stat(path)
  return stat ~= nil and stat.type == 'directory'
end

local function holds_a_folder(dir)
  return vim.iter(folders):any(function(name)
    return is_folder(dir .. '/' .. name)
  end)
end

--- Without a `journal.toml` the search ends at the git work tree's root; outside git only the folder itself counts.
local function by_folders(start)
  local work_tree = vim.fs.root(start, '.git')
  if not work_tree then
    return holds_a_folder(start) and start or nil
  end
  local dir = start
  while true do
    if holds_a_folder(dir) then
      return dir
    end
    if dir == work_tree or vim.fs.dirname(dir) == dir then
      return nil
    end
    dir = vim.fs.dirname(dir)
  end
end

--- The root of the journal that a folder stands in, or nil.
---@param dir string
---@return string?
function M.of_folder(dir)
  dir = vim.uv.fs_realpath(dir) or dir
  -- A note of weeks/ outside git: its journal is one folder up.
  local parent = vim.fs.dirname(dir)
  return vim.fs.root(dir, 'journal.toml')
    or by_folders(dir)
    or (vim.list_contains(folders, vim.fs.basename(dir)) and holds_a_folder(parent) and parent or nil)
end

--- The root of the journal that a buffer's file stands in; for `journal.toml` too, for no other TOML file.
---@param buf integer
---@return string?
function M.of_buffer(buf)
  local name = vim.api.nvim_buf_get_name(buf)
  if name == '' or name:match('^%a[%w+.-]*://') or vim.bo[buf].buftype ~= '' then
    return nil
  end
  if vim.bo[buf].filetype == 'toml' and vim.fs.basename(name) ~= 'journal.toml' then
    return nil
  end
  local dir = vim.fs.dirname(name)
  return vim.uv.fs_stat(dir) and M.of_folder(dir) or nil
end

--- The journal one is in: that of the buffer shown, else that of the working folder.
---@return string?
function M.here()
  return M.of_buffer(vim.api.nvim_get_current_buf()) or M.of_folder(vim.fn.getcwd())
end

return M
