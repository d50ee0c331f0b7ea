-- What the plugin does, asked of Neovim itself: attach, diagnostics, completion, rename, motions, ticking, commands, health.
--   JOURNAL=program DEMO=folder PLUGIN=editors/nvim nvim --headless --clean -l tests/editors/nvim/api.lua
-- Works on a copy of DEMO. Ends with status 1 and the first failure on stderr.
local function env(name)
  return assert(os.getenv(name), name .. ' is not set')
end
local started = vim.uv.hrtime()
local function say(...)
  io.stdout:write(('%6d ms  %s\n'):format((vim.uv.hrtime() - started) / 1e6, string.format(...)))
end
local function must(value, ...)
  if not value then
    io.stderr:write('FAILED: ', string.format(...), '\n')
    os.exit(1)
  end
  return value
end
local function wait(what, f)
  local got
  must(vim.wait(20000, function()
    got = f()
    return got
  end, 20), 'timed out: %s', what)
  return got
end
local has11 = vim.fn.has('nvim-0.11') == 1

-- A copy of the demo, and the plugin as a keeper has it.
local root = vim.fn.tempname()
must(vim.system({ 'cp', '-r', env('DEMO'), root }):wait().code == 0, 'the demo cannot be copied')
root = vim.uv.fs_realpath(root)
local told = {}
vim.notify = function(text)
  table.insert(told, text)
end
vim.g.maplocalleader = ','
vim.g.journal = { cmd = env('JOURNAL'), mappings = true, settings = { lenses = true } }
vim.opt.runtimepath:prepend(env('PLUGIN'))
vim.o.autoread = true
vim.o.completeopt = 'menuone,noinsert'
vim.o.swapfile = false
vim.cmd('filetype plugin on')
vim.cmd.runtime('plugin/journal.lua')
vim.cmd.helptags(env('PLUGIN') .. '/doc')

local function edit(path)
  vim.cmd.edit(root .. '/' .. path)
  return vim.api.nvim_get_current_buf()
end
local function client_of(buf)
  return wait('attached and initialised', function()
    local client = vim.lsp.get_clients({ bufnr = buf, name = 'journal' })[1]
    return client and client.initialized and client
  end)
end
local function ask(client, buf, method, params)
  params.textDocument = { uri = vim.uri_from_bufnr(buf) }
  local answer
  if has11 then
    answer = client:request_sync(method, params, 10000, buf)
  else
    answer = client.request_sync(method, params, 10000, buf)
  end
  must(answer and not answer.err, '%s: %s', method, vim.inspect(answer))
  return answer.result
end

-- Other Markdown is left alone.
local elsewhere = vim.fn.tempname()
vim.fn.mkdir(elsewhere, 'p')
vim.cmd.edit(elsewhere .. '/README.md')
vim.wait(300)
must(#vim.lsp.get_clients({ name = 'journal' }) == 0, 'the server started outside a journal')
say('outside a journal nothing starts')

-- Attach and diagnose.
local draft = 'outreach/2026-11-24-lina-farouk.md'
local buf = edit(draft)
must(vim.bo.filetype == 'markdown', 'filetype is %q', vim.bo.filetype)
local client = client_of(buf)
must((client.root_dir or client.config.root_dir) == root, 'root is %s', client.config.root_dir)
say('attached, columns in %s', client.offset_encoding)
local greeting = vim.fn.search('^Hi Lina', 'nw')
vim.api.nvim_buf_set_lines(buf, greeting - 1, greeting, true, { 'To whom it may concern,' })
local found = wait('a diagnostic on the greeting', function()
  return vim.iter(vim.diagnostic.get(buf)):find(function(it)
    return it.lnum == greeting - 1
  end)
end)
say('diagnostic: %s (%s)', found.message, found.code)

-- Completion.
do
  local week = edit('weeks/2026-W48.md')
  client_of(week)
  local last = vim.api.nvim_buf_line_count(week)
  vim.api.nvim_buf_set_lines(week, last, last, true, { 'Talked to @lina' })
  local answer = ask(client, week, 'textDocument/completion', { position = { line = last, character = 15 } })
  local lina = vim.iter(answer.items or answer):find(function(it)
    return it.label:find('Lina Farouk', 1, true)
  end)
  must(lina, 'no Lina Farouk after @lina')
  say('completion: %s', lina.label)
  vim.cmd('edit!')
end

-- Hints, lenses, folds.
local contact = edit('contacts/wen-zhao.md')
client_of(contact)
if client.server_capabilities.inlayHintProvider then
  must(vim.lsp.inlay_hint.is_enabled({ bufnr = contact }), 'inlay hints are off')
  say('inlay hints are on')
end
must(vim.wo.foldmethod == 'expr', 'foldmethod is %s', vim.wo.foldmethod)
wait('front matter folds', function()
  if vim.fn.foldlevel(2) == 0 then
    -- Neovim evaluates folds when it draws.
    vim.cmd('normal! zx')
  end
  return vim.fn.foldlevel(2) > 0
end)
must(vim.fn.foldclosed(2) == -1, 'a fold is closed at first')
say('folds: front matter at level %d', vim.fn.foldlevel(2))

-- Rename.
if client.server_capabilities.renameProvider then
  vim.fn.cursor(vim.fn.search('^name:', 'nw'), 8)
  vim.lsp.buf.rename('Wen Zhang')
  wait('the contact is called Wen Zhang', function()
    return vim.iter(vim.api.nvim_list_bufs()):any(function(it)
      return vim.api.nvim_buf_is_loaded(it)
        and vim.iter(vim.api.nvim_buf_get_lines(it, 0, -1, false)):any(function(line)
          return line:find('^name: Wen Zhang')
        end)
    end)
  end)
  local message = vim.fn.bufadd(root .. '/outreach/2026-11-13-wen-zhao.md')
  vim.fn.bufload(message)
  wait('the message to them follows', function()
    return vim.iter(vim.api.nvim_buf_get_lines(message, 0, -1, false)):any(function(line)
      return line:find('^to: Wen Zhang')
    end)
  end)
  vim.cmd('silent wall')
  say('renamed, with the message to them')
else
  must((os.getenv('UNFINISHED') or ''):find('rename'), 'the server renames nothing')
end

-- Motions and ticking.
client_of(edit('weeks/2026-W48.md'))
vim.cmd('edit!')
vim.fn.cursor(1, 1)
vim.cmd.normal(']h')
must(vim.api.nvim_get_current_line():find('^| Code'), ']h went to: %s', vim.api.nvim_get_current_line())
vim.cmd.normal('2]h')
must(vim.api.nvim_get_current_line():find('^| Run'), '2]h went to: %s', vim.api.nvim_get_current_line())
vim.cmd.normal('[h')
vim.cmd.normal('[h')
must(vim.api.nvim_get_current_line():find('^| Code'), '[h went to: %s', vim.api.nvim_get_current_line())
local habits = require('journal.habits')
local function on_wednesday(row)
  local line = vim.fn.search('^| ' .. row, 'nw')
  local wednesday = habits.cells(vim.fn.getline(line))[5]
  vim.fn.cursor(line, wednesday.from + 1)
  return line
end
local line = on_wednesday('Code')
must(habits.under_cursor().date == '2026-11-25', 'the date is %s', habits.under_cursor().date)
must(habits.date_of({ 'Habit', 'Target', 'Sun', 'Mon' }, 3, '2026-W48') == '2026-11-22', 'a week that begins on Sunday')
must(habits.date_of({ 'Habit', 'Target', 'Mon' }, 3, '2026-W01') == '2025-12-29', 'the first week of a year')
vim.cmd.normal(',x')
wait('the cell is ticked', function()
  return habits.cells(vim.fn.getline(line))[5].text == 'x'
end)
say('ticked by the mapping: %s', told[#told])
vim.cmd('Journal clear')
wait('the cell is empty again', function()
  return habits.cells(vim.fn.getline(line))[5].text == ''
end)
vim.ui.input = function(_, done)
  done('45m')
end
line = on_wednesday('Job search')
vim.cmd('Journal tick')
wait('45 minutes stand', function()
  return habits.cells(vim.fn.getline(line))[5].text == '45m'
end)
say('a duration is asked for: 45m')

-- Commands.
local function completes(typed)
  return vim.fn.getcompletion('Journal ' .. typed, 'cmdline')
end
must(vim.list_contains(completes('to'), 'today'), 'completion of subcommands: %s', vim.inspect(completes('to')))
must(vim.deep_equal(completes('tick Jo'), { 'Job\\ search' }), 'completion of habits: %s', vim.inspect(completes('tick Jo')))
must(vim.list_contains(completes('contact L'), 'Lina\\ Farouk'), 'completion of contacts: %s', vim.inspect(completes('contact L')))
local function float(command, words)
  vim.cmd(command)
  wait(command .. ' shows a float with ' .. words, function()
    local shown = vim.api.nvim_win_get_config(0).relative ~= ''
    return shown and table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'):find(words, 1, true)
  end)
  vim.cmd.normal('q')
  must(vim.api.nvim_win_get_config(0).relative == '', 'q closed the float of %s', command)
  say('%s', command)
end
float('Journal', 'Habits')
float('Journal week', 'Week 48')
float([[Journal contact Lina\ Farouk]], 'Lina Farouk')
edit(draft)
vim.cmd('edit!')
vim.cmd('Journal sent')
wait('the message is sent', function()
  return vim.fn.search('^status: sent', 'nw') > 0
end)
say('Journal sent: %s', told[#told]:match('[^\n]+'))
vim.cmd('Journal check')
must(vim.fn.getqflist({ title = 0 }).title == 'journal check' and #vim.fn.getqflist() > 0, 'Journal check filled no list')
vim.cmd.cclose()
say('Journal check: %d findings', #vim.fn.getqflist())
edit('outreach/2026-11-13-wen-zhao.md')
vim.cmd('Journal follow-up')
wait('the follow-up is open', function()
  return vim.api.nvim_buf_get_name(0):find('2026-11-25-wen-zhao.md', 1, true)
    or vim.api.nvim_buf_get_name(0):find('2026-11-25-wen-zhang.md', 1, true)
end)
say('Journal follow-up opened %s', vim.fn.expand('%:t'))
vim.cmd('Journal nonsense')
must(told[#told]:find('nonsense'), 'an unknown word is not told')

-- Health and help.
vim.cmd('checkhealth journal')
local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
must(not health:find('ERROR'), 'health: %s', health)
for _, words in ipairs({ 'version %d', 'The server runs for', 'merge driver' }) do
  must(health:find(words), 'health does not tell %q: %s', words, health)
end
say('checkhealth is fine')
vim.cmd('help :Journal-tick')
must(vim.fn.expand('%:t') == 'journal.txt', 'no help')
say('help is there')

for _, it in ipairs(vim.lsp.get_clients({ name = 'journal' })) do
  if has11 then
    it:stop()
  else
    it.stop()
  end
end
wait('the server has ended', function()
  return #vim.lsp.get_clients({ name = 'journal' }) == 0
end)
say('Neovim %s: all passed', tostring(vim.version()))
os.exit(0)
