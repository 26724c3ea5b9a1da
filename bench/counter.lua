-- Sends hits, each by another visitor, for exactly so many seconds, then waits for the last
-- answers: wrk -s counter.lua URL -- ORIGIN SECONDS PATH...

local setups = 0
sent, counted = 0, 0 -- global: done() reads them out of each thread
local seconds, paths, headers = 0, {}, {}
local first, last -- the clock has whole seconds: hits begin and end with one

function setup(thread)
  setups = setups + 1
  thread:set("id", setups)
  threads = threads or {}
  table.insert(threads, thread)
end

function init(arguments)
  headers["Origin"] = arguments[1]
  headers["User-Agent"] = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0.0.0 Mobile Safari/537.36"
  seconds = tonumber(arguments[2])
  for index = 3, #arguments do
    table.insert(paths, arguments[index])
  end
  first = os.time() + 2
  last = first + seconds
end

local function open()
  local now = os.time()
  return now >= first and now < last
end

function delay()
  return open() and 0 or 50
end

function request()
  if not open() then
    return wrk.format("GET", "/health")
  end
  sent = sent + 1
  headers["X-Forwarded-For"] = string.format(
    "%d.%d.%d.%d", 10 + id, math.floor(sent / 65536) % 256, math.floor(sent / 256) % 256, sent % 256)
  return wrk.format("POST", "/count?p=" .. paths[sent % #paths + 1], headers)
end

function response(_, _, body)
  if body == "counted" then
    counted = counted + 1
  end
end

function done(_, latency)
  local all_sent, all_counted = 0, 0
  for _, thread in ipairs(threads) do
    all_sent = all_sent + thread:get("sent")
    all_counted = all_counted + thread:get("counted")
  end
  print(string.format(
    "RESULT %d %d %d %d %d", all_sent, all_counted,
    latency:percentile(50), latency:percentile(99), latency.max))
end
