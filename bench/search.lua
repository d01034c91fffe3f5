-- SPDX-License-Identifier: Apache-2.0
-- Searches for wrk: collection, 180 days and a box of 3 degrees, somewhere in the made catalogue.
local seed = tonumber(os.getenv("SEED") or "1")
function init(args)
  math.randomseed(seed)
end
local letters = "abcde"
local function day(t)
  return os.date("!%Y-%m-%dT00:00:00Z", t)
end
function request()
  local prefix, n = "sentinel-2-", math.random(1, 5)
  local west = 30 + math.random() * 140
  local south = 44 + math.random() * 28
  local start = 1500000000 + math.floor(math.random() * 234000000)
  return wrk.format("GET", string.format(
    "/api/search?collections=%s&bbox=%.4f,%.4f,%.4f,%.4f&datetime=%s/%s&limit=100",
    prefix .. letters:sub(n, n), west, south, west + 3, south + 3,
    day(start), day(start + 180 * 86400)))
end
