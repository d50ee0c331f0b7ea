-- What the keeper has set in `vim.g.journal`, over the defaults.
local M = {}

---@class journal.Options
---@field cmd? string The program; default: `journal` on PATH, else the one that cargo installed
---@field autostart boolean Start the server in notes of a journal
---@field completion boolean Complete while typing, with Neovim's own completion (0.11 and newer); off where another plugin completes
---@field inlay_hints boolean Weekdays and distances beside dates, sums beside habits, anatomy beside sentences
---@field code_lens boolean Lines above contacts and messages
---@field folding boolean Fold front matter, sections and logs as the server says; nothing is closed at first
---@field mappings boolean Map `]h`, `[h` and `<LocalLeader>x`, `s`, `c`, `t`, `w` in notes of a journal
---@field float { border: string, width: number, height: number } The window of `:Journal today` and `:Journal week`
---@field settings table What is sent to the server: `{ hints = { dates, habits, anatomy }, lenses, diagnostics }`, see |g:journal|
local defaults = {
  autostart = true,
  completion = true,
  inlay_hints = true,
  code_lens = true,
  folding = true,
  mappings = false,
  float = { border = 'rounded', width = 0.8, height = 0.8 },
  settings = {},
}

---@return journal.Options
function M.get()
  return vim.tbl_deep_extend('force', defaults, vim.g.journal or {})
end

--- The names that `vim.g.journal` holds and nothing reads.
---@return string[]
function M.unknown()
  local unknown = {}
  for name in pairs(vim.g.journal or {}) do
    if defaults[name] == nil and name ~= 'cmd' then
      table.insert(unknown, name)
    end
  end
  table.sort(unknown)
  return unknown
end

return M
