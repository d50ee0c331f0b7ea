-- `:Journal`: what each of its words does.
local float = require('journal.float')
local names = require('journal.names')
local program = require('journal.program')
local root = require('journal.root')

local M = {}

local echo = vim.notify
---@type string what was told last, whole
local told = ''

--- Tells it whole where the keeper has a place for messages; else its first line, so that nothing has to be confirmed.
local function tell(text, level)
  told = vim.trim(text)
  local shown = told
  if vim.notify == echo then
    -- "→" tells how a date was understood.
    local lines = vim.tbl_filter(function(line)
      return vim.trim(line) ~= '' and not vim.startswith(line, '→')
    end, vim.split(told, '\n'))
    shown = (lines[1] or told) .. (#lines > 1 and ' (:Journal said)' or '')
    local room = vim.o.columns - 14
    if vim.fn.strdisplaywidth(shown) > room then
      shown = vim.fn.strcharpart(shown, 0, room - 1) .. '…'
    end
  end
  vim.notify(shown, level or vim.log.levels.INFO, { title = 'journal' })
end

--- Writes the journal's notes that were changed here, so that the program sees what the keeper sees.
local function save_notes(dir)
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.api.nvim_buf_get_name(buf)
    if vim.bo[buf].modified and vim.bo[buf].buftype == '' and vim.startswith(vim.uv.fs_realpath(name) or name, dir .. '/') then
      vim.api.nvim_buf_call(buf, function()
        vim.cmd('silent update')
      end)
    end
  end
end

--- Runs a command that changes notes, has the buffers read anew, and tells what was done.
---@param args string[]
---@param dir string
---@param done? fun(answer: journal.Answer)
function M.change(args, dir, done)
  save_notes(dir)
  program.run(args, dir, function(answer)
    vim.cmd('silent! checktime')
    names.forget(dir)
    local said = vim.trim(answer.stdout .. '\n' .. answer.stderr)
    if answer.code == 0 then
      tell(said ~= '' and said or 'journal: done')
    else
      tell(said, answer.code == 1 and vim.log.levels.WARN or vim.log.levels.ERROR)
    end
    if done then
      done(answer)
    end
  end)
end

--- Shows a reading command's text in a float.
local function show(args, dir)
  save_notes(dir)
  program.run(args, dir, function(answer)
    if answer.code > 1 then
      tell(answer.stderr ~= '' and answer.stderr or answer.stdout, vim.log.levels.ERROR)
      return
    end
    local text = answer.stdout ~= '' and answer.stdout or 'Nothing.'
    float.show('journal ' .. table.concat(args, ' '), text, function()
      show(args, dir)
    end)
  end)
end

--- The note in the current window, from the journal's root, where it lies in a folder.
local function note_here(dir, folder)
  local name = vim.api.nvim_buf_get_name(0)
  name = vim.uv.fs_realpath(name) or name
  local path = vim.startswith(name, dir .. '/') and name:sub(#dir + 2) or ''
  return vim.startswith(path, folder .. '/') and path or nil
end

--- The message that is meant: the words given, else the note in the window, else one that is picked.
local function message(words, dir, act)
  local given = table.concat(words, ' ')
  local here = given ~= '' and given or note_here(dir, 'outreach')
  if here then
    act(here)
    return
  end
  local shape, problem = program.json({ 'messages' }, dir)
  if not shape then
    tell(problem or '', vim.log.levels.ERROR)
    return
  end
  vim.ui.select(shape.messages, {
    prompt = 'Which message?',
    format_item = function(it)
      return ('%s (%s, %s)'):format(it.who or it.path, it.status, it.path)
    end,
  }, function(it)
    if it then
      act(it.path)
    end
  end)
end

local function moves(word)
  return function(words, dir, call)
    message(words, dir, function(path)
      local args = { word, path }
      if call.bang then
        table.insert(args, '--anyway')
      end
      M.change(args, dir)
    end)
  end
end

--- Opens the first note that a command says it made.
local function open_made(dir, answer)
  if answer.code ~= 0 then
    return
  end
  for path in (answer.stdout .. '\n' .. answer.stderr):gmatch('%S+%.md') do
    local whole = dir .. '/' .. path
    if vim.uv.fs_stat(whole) then
      vim.cmd.edit(vim.fn.fnameescape(whole))
      return
    end
  end
end

local function makes(word)
  return function(words, dir)
    message(words, dir, function(path)
      M.change({ word, path }, dir, function(answer)
        open_made(dir, answer)
      end)
    end)
  end
end

local function shows(word)
  return function(words, dir)
    show(vim.list_extend({ word }, words), dir)
  end
end

local function ticks(word)
  return function(words, dir)
    if #words > 0 then
      M.change(vim.list_extend({ word }, words), dir)
    elseif require('journal.habits').under_cursor() then
      require('journal.habits').mark(word)
    else
      vim.ui.select(names.habits(dir), { prompt = 'Which habit?' }, function(name)
        if name then
          M.change({ word, name }, dir)
        end
      end)
    end
  end
end

local severities = { error = 'E', warning = 'W', info = 'I', hint = 'N' }

--- The checks' findings as a quickfix list.
local function check(words, dir)
  save_notes(dir)
  local shape, problem = program.json(vim.list_extend({ 'check' }, words), dir)
  if not shape then
    tell(problem or '', vim.log.levels.ERROR)
    return
  end
  local items = vim.tbl_map(function(it)
    return {
      filename = dir .. '/' .. it.path,
      lnum = it.start.line,
      end_lnum = it['end'].line,
      text = it.message .. ' [' .. it.code .. ']',
      type = severities[it.severity],
    }
  end, shape.diagnostics)
  vim.fn.setqflist({}, ' ', { title = 'journal check', items = items })
  if #items == 0 then
    tell('journal: nothing found')
  else
    vim.cmd('botright copen')
  end
end

local function new(words, dir)
  local kind = words[1]
  if not kind then
    vim.ui.select(names.kinds, { prompt = 'A new …' }, function(picked)
      if picked then
        new({ picked }, dir)
      end
    end)
    return
  end
  local function make(rest)
    M.change(vim.list_extend({ 'new', kind }, rest), dir, function(answer)
      open_made(dir, answer)
    end)
  end
  if #words > 1 or kind == 'week' or kind == 'day' then
    make(vim.list_slice(words, 2))
    return
  end
  vim.ui.input({ prompt = kind == 'message' and 'To: ' or 'Name: ' }, function(name)
    if name and name ~= '' then
      make({ name })
    end
  end)
end

local function open(words, dir)
  local name = table.concat(words, ' ')
  local path = names.path_of(dir, name)
  if path then
    vim.cmd.edit(vim.fn.fnameescape(dir .. '/' .. path))
  else
    tell(('journal: no contact, company or message is called "%s"'):format(name), vim.log.levels.WARN)
  end
end

local function map(words, dir)
  local name = table.concat(words, ' ')
  local path = name ~= '' and name or note_here(dir, 'maps')
  if not path then
    tell('journal: name a map, or open one', vim.log.levels.WARN)
    return
  end
  M.change({ 'map', path, '--format', 'html', '--open' }, dir)
end

local function changes(word)
  return function(words, dir)
    M.change(vim.list_extend({ word }, words), dir)
  end
end

---@type table<string, fun(words: string[], dir: string, call: { bang: boolean })>
M.subcommands = {
  today = shows('today'),
  week = shows('week'),
  due = shows('due'),
  habits = shows('habits'),
  messages = shows('messages'),
  contacts = shows('contacts'),
  contact = shows('contact'),
  companies = shows('companies'),
  prompts = shows('prompts'),
  log = shows('log'),
  explain = shows('explain'),
  show = function(words, dir)
    message(words, dir, function(path)
      show({ 'show', path }, dir)
    end)
  end,
  tick = ticks('done'),
  skip = ticks('skip'),
  clear = ticks('clear'),
  new = new,
  sent = moves('sent'),
  replied = moves('replied'),
  met = moves('met'),
  declined = moves('declined'),
  close = moves('close'),
  ['follow-up'] = makes('follow-up'),
  thank = makes('thank'),
  check = check,
  open = open,
  map = map,
  commit = changes('commit'),
  sync = changes('sync'),
  push = changes('push'),
  undo = changes('undo'),
  said = function()
    float.show('journal', told ~= '' and told or 'Nothing yet.')
  end,
  restart = function()
    require('journal.client').restart()
  end,
}
-- The command line's word for it is understood too.
M.aliases = { done = 'tick' }

---@param words string[]
---@param call? { bang: boolean }
function M.run(words, call)
  words = vim.deepcopy(words)
  local word = table.remove(words, 1) or 'today'
  local act = M.subcommands[M.aliases[word] or word]
  if not act then
    tell(('journal: no `:Journal %s`; press <Tab> after `:Journal ` to see what there is'):format(word), vim.log.levels.ERROR)
    return
  end
  if not program.find() then
    tell(program.missing, vim.log.levels.ERROR)
    return
  end
  local dir = root.here()
  if not dir then
    tell('journal: neither this buffer nor the working folder is in a journal; `journal init` begins one', vim.log.levels.WARN)
    return
  end
  act(words, dir, call or { bang = false })
end

return M
