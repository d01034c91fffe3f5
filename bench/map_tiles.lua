-- SPDX-License-Identifier: Apache-2.0
-- Tiles of zoom 14 inside the scene "one", each asked for as if it were new.
-- Arguments: what stands before and behind the numbers of the tile.
local before, behind, count = "", "", 0
function init(arguments)
  before, behind = arguments[1], arguments[2]
  math.randomseed(1)
  count = os.time() % 1000000 * 10000 -- pictures that an earlier run asked for are not asked for again
end
function request()
  count = count + 1
  local x, y = 12850 + math.random(0, 14), 5650 + math.random(0, 14)
  return wrk.format("GET", before .. "14/" .. x .. "/" .. y .. behind:gsub("COUNT", count))
end
