-- A window over the others, for what is read and closed again.
local config = require('journal.config')

local M = {}

local function place(lines)
  local float = config.get().float
  local widest = 0
  for _, line in ipairs(lines) do
    widest = math.max(widest, vim.fn.strdisplaywidth(line))
  end
  local width = math.max(20, math.min(widest + 2, math.floor(vim.o.columns * float.width)))
  local height = math.max(1, math.min(#lines, math.floor((vim.o.lines - vim.o.cmdheight) * float.height)))
  return {
    relative = 'editor',
    width = width,
    height = height,
    col = math.floor((vim.o.columns - width) / 2),
    row = math.max(0, math.floor((vim.o.lines - height) / 2) - 1),
  }
end

local function colour(buf)
  vim.api.nvim_buf_call(buf, function()
    vim.cmd([[
      syntax match Title /^\S.*$/
      syntax match Comment /\%(streak\|best \d\+\|not answered\|open\)/
      syntax match Number /\<\d\+\%([.,]\d\+\)\?\>/
      syntax match Special /[✓█▇▆▅▄▃▂▁▏▎▍▌▋▊▉~]/
    ]])
  end)
end

--- Shows text; `q` and Escape close it, `r` asks for it anew.
---@param title string
---@param text string
---@param again? fun()
---@return integer buf, integer win
function M.show(title, text, again)
  local lines = vim.split((text:gsub('%s+$', '')), '\n')
  local buf = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].bufhidden = 'wipe'
  vim.bo[buf].modifiable = false
  vim.bo[buf].filetype = 'journal'
  colour(buf)
  local window = vim.tbl_extend('force', place(lines), {
    style = 'minimal',
    border = config.get().float.border,
    title = ' ' .. title .. ' ',
    title_pos = 'center',
  })
  local win = vim.api.nvim_open_win(buf, true, window)
  vim.wo[win].wrap = false
  local function close()
    if vim.api.nvim_win_is_valid(win) then
      vim.api.nvim_win_close(win, true)
    end
  end
  vim.keymap.set('n', 'q', close, { buffer = buf, nowait = true })
  vim.keymap.set('n', '<Esc>', close, { buffer = buf, nowait = true })
  if again then
    vim.keymap.set('n', 'r', function()
      close()
      again()
    end, { buffer = buf, nowait = true })
  end
  return buf, win
end

return M
