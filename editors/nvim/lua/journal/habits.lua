-- The habit table of a week's note: moving through its rows, and marking the day under the cursor.
local root = require('journal.root')

local M = {}

local weekdays = { mon = true, tue = true, wed = true, thu = true, fri = true, sat = true, sun = true }

--- The cells of a table's row with the byte columns they cover; nil where the line is none.
---@return { text: string, from: integer, to: integer }[]?
local function cells(line)
  local first = line:find('|', 1, true)
  if not first or line:sub(1, first - 1):match('%S') then
    return nil
  end
  local found, from, escaped = {}, first + 1, false
  for at = first + 1, #line do
    local char = line:sub(at, at)
    if char == '|' and not escaped then
      table.insert(found, { text = vim.trim(line:sub(from, at - 1)), from = from, to = at })
      from = at + 1
    end
    escaped = char == '\\' and not escaped
  end
  return found
end

--- The table of a buffer that has a "Habit" column: its header and the line numbers of its rows.
---@return { header: string[], rows: integer[] }?
function M.table(buf)
  local lines = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
  for at, line in ipairs(lines) do
    local header = cells(line)
    if header and header[1] and header[1].text:lower():match('^habits?$') and (lines[at + 1] or ''):match('^%s*|[%s:|-]+$') then
      local rows, row = {}, at + 2
      while lines[row] and cells(lines[row]) do
        table.insert(rows, row)
        row = row + 1
      end
      local names = vim.tbl_map(function(cell)
        return cell.text
      end, header)
      return { header = names, rows = rows }
    end
  end
end

--- Moves to the next habit (or back), the column kept; from outside the table to its first or last row.
---@param by integer
function M.move(by)
  local habits = M.table(0)
  if not habits or #habits.rows == 0 then
    vim.notify('journal: no habit table in this note', vim.log.levels.INFO)
    return
  end
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  local first, last = habits.rows[1], habits.rows[#habits.rows]
  local target
  if line < first then
    target = by > 0 and first + by - 1 or nil
  elseif line > last then
    target = by < 0 and last + by + 1 or nil
  else
    target = line + by
  end
  if not target then
    return
  end
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { math.max(first, math.min(last, target)), column })
end

--- The first day of a week's columns: its ISO week is that of its Thursday, whatever day they begin with.
local function first_day(week, first)
  local year, number = week:match('^(%d%d%d%d)%-[Ww](%d%d?)$')
  if not year then
    return nil
  end
  -- The 4th of January is always in week 1. Noon, so that no change of clocks moves the day.
  local fourth = os.time({ year = tonumber(year), month = 1, day = 4, hour = 12 })
  local since_monday = (tonumber(os.date('%w', fourth)) + 6) % 7
  local offset = ({ mon = 0, sun = -1, sat = -2 })[first]
  if not offset then
    return nil
  end
  return { year = tonumber(year), month = 1, day = 4 - since_monday + (tonumber(number) - 1) * 7 + offset, hour = 12 }
end

--- The date of a column, or nil where it is not a day's.
local function date_of(header, column, week)
  local first_column
  for at, name in ipairs(header) do
    if weekdays[name:lower():sub(1, 3)] then
      first_column = at
      break
    end
  end
  if not first_column or column < first_column or column >= first_column + 7 then
    return nil
  end
  local day = first_day(week, header[first_column]:lower():sub(1, 3))
  if not day then
    return nil
  end
  day.day = day.day + column - first_column
  return os.date('%Y-%m-%d', os.time(day))
end

--- The habit under the cursor and the day it stands on; the day is nil beside the days' columns.
---@return { name: string, target: string, date: string? }?
function M.under_cursor()
  local habits = M.table(0)
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  if not habits or not vim.list_contains(habits.rows, line) then
    return nil
  end
  local row = cells(vim.api.nvim_get_current_line()) or {}
  local week = vim.fn.expand('%:t:r')
  for _, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, 20, false)) do
    week = text:match('^week:%s*["\']?(%d%d%d%d%-[Ww]%d%d?)') or week
  end
  local at = 1
  for number, cell in ipairs(row) do
    if column + 1 >= cell.from then
      at = number
    end
  end
  if not row[1] or row[1].text == '' then
    return nil
  end
  local name = row[1].text:gsub('^%[%[(.-)%]%]$', '%1'):gsub('\\|', '|')
  return { name = name, target = row[2] and row[2].text or '', date = date_of(habits.header, at, week) }
end

--- Marks the habit under the cursor on its day (today beside the columns): `done`, `skip` or `clear`.
---@param how 'done'|'skip'|'clear'
function M.mark(how)
  local dir = root.of_buffer(0)
  local habit = M.under_cursor()
  if not dir or not habit then
    vim.notify('journal: the cursor is on no habit', vim.log.levels.INFO)
    return
  end
  local function act(amount)
    local args = { how, habit.name }
    if amount and amount ~= '' then
      table.insert(args, amount)
    end
    if habit.date then
      vim.list_extend(args, { '--on', habit.date })
    end
    require('journal.command').change(args, dir)
  end
  if how == 'done' and habit.target:match('%d+%s*[hm]') then
    vim.ui.input({ prompt = habit.name .. ', how long (45m, 1h30m): ' }, function(amount)
      if amount then
        act(amount)
      end
    end)
  else
    act()
  end
end

M.cells, M.date_of = cells, date_of
return M
