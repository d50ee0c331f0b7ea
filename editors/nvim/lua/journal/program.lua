-- The `journal` program: where it is, and running it.
local config = require('journal.config')

local M = {}

--- The program's path, or nil where there is none.
---@return string?
function M.find()
  local named = config.get().cmd
  if named then
    local path = vim.fn.exepath(vim.fs.normalize(named))
    return path ~= '' and path or nil
  end
  local on_path = vim.fn.exepath('journal')
  if on_path ~= '' then
    return on_path
  end
  local by_cargo = vim.fs.normalize('~/.cargo/bin/journal')
  return vim.fn.executable(by_cargo) == 1 and by_cargo or nil
end

M.missing = 'the `journal` program was not found: `cargo install --path .` in its source puts it on PATH, '
  .. 'or name it in vim.g.journal = { cmd = … }'

---@class journal.Answer
---@field code integer
---@field stdout string
---@field stderr string

--- Runs `journal ARGS` in a journal and calls back on the main loop; without a callback it waits.
---@param args string[]
---@param dir string
---@param done? fun(answer: journal.Answer)
---@return journal.Answer?
function M.run(args, dir, done)
  local path = M.find()
  if not path then
    local answer = { code = 2, stdout = '', stderr = M.missing }
    if done then
      done(answer)
    end
    return answer
  end
  local command = { path, '--journal', dir, '--color', 'never', '--no-pager' }
  vim.list_extend(command, args)
  local running = vim.system(command, { text = true, cwd = dir }, done and vim.schedule_wrap(done) or nil)
  return not done and running:wait(10000) or nil
end

--- What a reading command says as JSON; nil and what went wrong where it says nothing of the kind.
---@param args string[]
---@param dir string
---@return table? value, string? problem
function M.json(args, dir)
  local answer = M.run(vim.list_extend(vim.deepcopy(args), { '--format', 'json' }), dir)
  local fine, value = pcall(vim.json.decode, answer and answer.stdout or '', { luanil = { object = true, array = true } })
  if not fine then
    return nil, answer and vim.trim(answer.stderr) or 'no answer'
  end
  return value
end

return M
