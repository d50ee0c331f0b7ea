-- `:checkhealth journal`.
local config = require('journal.config')
local program = require('journal.program')
local root = require('journal.root')

local M = {}

--- The oldest program that has all that this plugin asks for.
M.needs = '0.1.0'

local function check_neovim()
  local version = tostring(vim.version())
  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok('Neovim ' .. version .. ': `vim.lsp.enable`, completion while typing and folding by the server')
  elseif vim.fn.has('nvim-0.10') == 1 then
    vim.health.ok('Neovim ' .. version .. ': the server starts by an autocommand; completion by <C-x><C-o> or a completion plugin')
  else
    vim.health.error('Neovim ' .. version .. ' is too old', { '0.10 or newer is needed' })
  end
end

local function check_program()
  local path = program.find()
  if not path then
    vim.health.error('`journal` was not found', { program.missing })
    return false
  end
  local answer = vim.system({ path, '--version' }, { text = true }):wait(5000)
  local version = (answer.stdout or ''):match('journal%s+(%S+)')
  if not version then
    vim.health.error(path .. ' does not tell its version', { 'Is it another program of that name? See vim.g.journal = { cmd = … }' })
    return false
  end
  if vim.version.lt(version, M.needs) then
    vim.health.error(('%s is version %s; %s or newer is needed'):format(path, version, M.needs), { 'Build it anew: cargo install --path .' })
    return false
  end
  vim.health.ok(('%s, version %s'):format(path, version))
  return true
end

local function check_server()
  local clients = vim.lsp.get_clients({ name = 'journal' })
  if #clients == 0 then
    vim.health.info('The server is not running; it starts with the first note that is opened')
  end
  for _, client in ipairs(clients) do
    local notes = vim.tbl_count(client.attached_buffers)
    vim.health.ok(('The server runs for %s, %d note(s) open, columns in %s'):format(client.root_dir or '?', notes, client.offset_encoding))
  end
end

local function check_journal()
  -- The report has a buffer of its own: the one before it, or the server, tells which journal is meant.
  local client = vim.lsp.get_clients({ name = 'journal' })[1]
  local before = vim.fn.bufnr('#')
  local dir = root.here() or (before > 0 and root.of_buffer(before)) or (client and client.root_dir)
  if not dir then
    vim.health.info('Neither the buffer nor the working folder is in a journal; `journal demo` makes a sample, `journal init` your own')
    return
  end
  vim.health.ok('Journal: ' .. dir)
  local answer = program.run({ 'doctor' }, dir)
  for line in vim.gsplit(vim.trim((answer and answer.stdout) or ''), '\n', { plain = true }) do
    if line ~= '' then
      vim.health.info(line)
    end
  end
end

function M.check()
  vim.health.start('journal: Neovim and settings')
  check_neovim()
  for _, name in ipairs(config.unknown()) do
    vim.health.warn(('vim.g.journal.%s does nothing'):format(name), { ':help journal-settings' })
  end
  vim.health.start('journal: the program')
  if not check_program() then
    return
  end
  vim.health.start('journal: the language server')
  check_server()
  vim.health.start('journal: this journal')
  check_journal()
end

return M
