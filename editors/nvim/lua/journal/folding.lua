-- Folds as the server says where Neovim cannot ask for them itself (0.10).
local M = {}

---@type table<integer, table<integer, integer>> by buffer, a line's depth
local depths = {}

--- How deep a line lies, for 'foldexpr'.
function M.level()
  local of_buffer = depths[vim.api.nvim_get_current_buf()]
  return of_buffer and of_buffer[vim.v.lnum] or 0
end

local function count(ranges, lines)
  local depth = {}
  for line = 1, lines do
    depth[line] = 0
  end
  for _, range in ipairs(ranges) do
    for line = range.startLine + 1, math.min(range.endLine + 1, lines) do
      depth[line] = depth[line] + 1
    end
  end
  return depth
end

--- Asks for the folds of a buffer and lays them anew.
---@param client vim.lsp.Client
---@param buf integer
function M.refresh(client, buf)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buf) }
  client.request('textDocument/foldingRange', params, function(_, ranges)
    if not ranges or not vim.api.nvim_buf_is_valid(buf) then
      return
    end
    depths[buf] = count(ranges, vim.api.nvim_buf_line_count(buf))
    for _, win in ipairs(vim.fn.win_findbuf(buf)) do
      -- Setting the expression anew has it evaluated.
      vim.wo[win][0].foldexpr = "v:lua.require'journal.folding'.level()"
    end
  end, buf)
end

return M
