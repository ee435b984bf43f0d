-- pandoc's tree of the report => calls of the functions in report.typ, one for each kind of thing; what has no class is left to pandoc.

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("[\r\n]+", " ") .. '"'
end

-- name("a", "b")[content]; works for blocks and for words alike
local function call(name, arguments, content, raw)
  local out = pandoc.List{raw("typst", "#" .. name .. "(" .. table.concat(arguments, ", ") .. ")[")}
  out:extend(content)
  out:insert(raw("typst", "]"))
  return out
end

local BLOCKS = {card = "card", byline = "byline", cause = "cause", also = "also", side = "side", stance = "stance", note = "note", 
                ["source-text"] = "original", remark = "remark", beyond = "beyond", turned = "turned", lead = "lead", facts = "facts",
                glossary = "glossary", asked = "asked"}
local WORDS = {chrome = "furniture", gravity = "quiet", size = "quiet", label = "strong"}

function Div(div)
  for _, class in ipairs(div.classes) do
    if class == "small" then
      return call("small", {div.attributes.points .. "pt", div.attributes.whole, div.attributes.short, div.attributes.broken}, div.content, pandoc.RawBlock)
    elseif class == "passports" then
      return pandoc.RawBlock("typst", "#passports(" .. quoted(div.attributes.source) .. ")")
    elseif BLOCKS[class] then
      return call(BLOCKS[class], {quoted(div.identifier)}, div.content, pandoc.RawBlock)
    end
  end
  return div.content
end

function Span(span)
  if span.classes:includes("mark") then
    return call("marked", {quoted(span.identifier)}, span.content, pandoc.RawInline)
  end
  if span.classes:includes("literal") then
    return pandoc.RawInline("typst", "#" .. quoted(pandoc.utils.stringify(span)) .. ";")
  end
  for _, class in ipairs(span.classes) do
    if WORDS[class] then
      return call(WORDS[class], {}, span.content, pandoc.RawInline)
    end
  end
  return span.content
end

function Quoted(quote)
  local out = pandoc.List{pandoc.Str("“")}
  out:extend(quote.content)
  out:insert(pandoc.Str("”"))
  return out
end

function Link(link)
  local target = link.target:match("^#(.*)")
  if not target then
    return nil
  end
  local kind = link.classes[1]
  local name = ({claim = "cite-claim", ref = "ref-passport", back = "plain-link", source = "plain-link"})[kind] or "see"
  local out = call(name, {quoted(target)}, link.content, pandoc.RawInline)
  if link.identifier ~= "" then
    out:insert(pandoc.RawInline("typst", "#label(" .. quoted(link.identifier) .. ")"))
  end
  return out
end

function Header(header)
  return pandoc.Plain(call("section", {tostring(header.level - 1), quoted(header.attributes.number or ""), quoted(header.attributes.short or ""),
                           quoted(header.identifier)},
                           header.content, pandoc.RawInline))
end

function Figure(figure)
  local picture
  figure:walk{Image = function(image) picture = image end}
  return call("chart", {quoted(figure.identifier), quoted(picture.src), quoted(pandoc.utils.stringify(picture.caption))},
              figure.caption.long, pandoc.RawBlock)
end

-- Numbers stand right, words left; a cell of its own alignment would only make the markup long.
function Table(grid)
  for n, cell in ipairs(grid.head.rows[1].cells) do
    grid.colspecs[n][1] = cell.classes:includes("num") and pandoc.AlignRight or pandoc.AlignLeft
  end
  return grid
end

-- As a call, since pandoc's own way puts every description into a block below its term.
function DefinitionList(list)
  local out = pandoc.List{pandoc.RawInline("typst", "#terms(")}
  for _, item in ipairs(list.content) do
    out:insert(pandoc.RawInline("typst", "terms.item["))
    out:extend(item[1])
    out:insert(pandoc.RawInline("typst", "]["))
    out:extend(pandoc.utils.blocks_to_inlines(item[2][1]))
    out:insert(pandoc.RawInline("typst", "],"))
  end
  out:insert(pandoc.RawInline("typst", ")"))
  return pandoc.Plain(out)
end
