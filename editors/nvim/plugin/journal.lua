-- Loaded at start: the command, the <Plug> mappings, and the server where a note of a journal is opened.
if vim.g.loaded_journal then
  return
end
vim.g.loaded_journal = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.notify('journal: Neovim 0.10 or newer is needed', vim.log.levels.WARN)
  return
end

vim.api.nvim_create_user_command('Journal', function(call)
  require('journal.command').run(call.fargs, { bang = call.bang })
end, {
  nargs = '*',
  bang = true,
  desc = 'Career journal: today, week, tick, new, sent, …',
  complete = function(lead, line)
    return require('journal.complete').complete(lead, line)
  end,
})

local function plug(name, desc, act)
  vim.keymap.set('n', '<Plug>(journal-' .. name .. ')', act, { desc = desc })
end
plug('next-habit', 'Next habit', function()
  require('journal.habits').move(vim.v.count1)
end)
plug('previous-habit', 'Previous habit', function()
  require('journal.habits').move(-vim.v.count1)
end)
plug('tick', 'Tick the habit under the cursor', function()
  require('journal.habits').mark('done')
end)
plug('skip', 'Skip the habit under the cursor', function()
  require('journal.habits').mark('skip')
end)
plug('clear', "Clear the habit's day under the cursor", function()
  require('journal.habits').mark('clear')
end)
plug('today', 'What wants attention today', function()
  require('journal.command').run({ 'today' })
end)
plug('week', 'The week', function()
  require('journal.command').run({ 'week' })
end)

local group = vim.api.nvim_create_augroup('journal', {})
vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'journal' then
      require('journal.attach').attach(client, event.buf)
    end
  end,
})

if vim.g.journal and vim.g.journal.autostart == false then
  return
end
if vim.lsp.enable then
  vim.lsp.enable('journal')
end
vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = { 'markdown', 'toml' },
  callback = function(event)
    require('journal.client').tell_if_missing(event.buf)
    if not vim.lsp.enable then
      require('journal.client').start(event.buf)
    end
  end,
})
