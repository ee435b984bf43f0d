-- What `pdf` marks as Typst goes through pandoc untouched.
local function raw(make)
  return function(element)
    if element.classes:includes("typst") then return make("typst", element.text) end
  end
end

return {{ Code = raw(pandoc.RawInline), CodeBlock = raw(pandoc.RawBlock) }}
